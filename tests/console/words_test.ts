// The words of the console: complete in both languages, all used, and nowhere else.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { de } from '../../sync-server/console/src/words/de';
import { en } from '../../sync-server/console/src/words/en';

const source = resolve(__dirname, '../../sync-server/console/src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'gen' ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

// Attributes whose text a person sees or hears.
const spokenAttributes = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'textValue', 'aria-description'];

// Texts with letters that stand in JSX itself instead of in the words.
function literalTexts(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const note = (value: string) => {
    if (/\p{L}/u.test(value)) found.push(`${path}: ${value.trim()}`);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression) && !ts.isJsxAttribute(node.parent)) note(node.expression.text);
    if (ts.isJsxAttribute(node) && spokenAttributes.includes(node.name.getText())) {
      if (node.initializer && ts.isStringLiteral(node.initializer)) note(node.initializer.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}

describe('Words', () => {
  test('German and English have the same keys, in the same order', () => {
    expect(Object.keys(en)).toEqual(Object.keys(de));
  });

  test('no word is empty, and lists are of the same length in both languages', () => {
    for (const key of Object.keys(de) as (keyof typeof de)[]) {
      const [german, english] = [de[key], en[key]];
      expect(typeof english, key).toBe(typeof german);
      if (typeof german === 'object' && !Array.isArray(german)) expect(Object.keys(english as object), key).toEqual(Object.keys(german));
      if (Array.isArray(german)) expect((english as string[]).length, key).toBe(german.length);
      if (typeof german === 'string') expect(german, key).not.toBe('');
      if (typeof english === 'string') expect(english, key).not.toBe('');
    }
  });

  test('every word is used by a page', () => {
    const all = sourceFiles(source).map((path) => readFileSync(path, 'utf8')).join('\n');
    const unused = Object.keys(de).filter((key) => !new RegExp(`words\\.${key}\\b`).test(all));
    expect(unused).toEqual([]);
  });

  test('no text that people see stands literally in JSX', () => {
    const found = sourceFiles(source).flatMap((path) => literalTexts(path, readFileSync(path, 'utf8')));
    expect(found).toEqual([]);
  });

  test('a literal text in JSX would be found', () => {
    expect(literalTexts('x.tsx', 'const x = <p aria-label="Hello">Hello {"there"}</p>;')).toHaveLength(3);
  });
});
