// A hint, not a rule: the server decides what it accepts. 0 too short ... 4 very good, mostly by length.
export const passwordLengthMin = 12;

export function passwordStrength(password: string): number {
  const signs = [...password];
  if (signs.length < passwordLengthMin) return 0;
  const different = new Set(signs).size;
  const isSequence = /^(.{1,4})\1+$/u.test(password) || /^(?:0?1234|abcd|qwert|passwor[dt])/i.test(password);
  if (different < 6 || isSequence) return 1;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  const points = signs.length + 2 * (kinds - 1);
  if (points < 16) return 2;
  return points < 22 ? 3 : 4;
}
