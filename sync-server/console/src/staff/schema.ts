// The record types as the server describes them. Everything the console knows of a field comes from here: no
// page names a field in order to show, ask or check it; only its role, editor, code list and references count.
import { Editor, Merge, Role } from '../gen/foyer/options_pb';
import type { CodeList, Field, FieldType, GetSchemaResponse, Record, RecordType } from '../gen/foyer/staff/v1/staff_pb';
import type { Text } from '../gen/foyer/catalogue/v1/catalogue_pb';
import type { Language } from '../words';
import { languageName } from '../words/time';
import type { Words } from '../words/de';

export interface Choice {
  id: string;
  label: string;
}

// As the catalogue falls back: the language, then simple German, German, English, then any that is there.
export function textIn(text: Text | undefined, language: Language): string {
  const by = text?.byLanguage ?? {};
  const order = language === 'de' ? ['de', 'de-simple', 'en'] : ['en', 'de-simple', 'de'];
  for (const tag of [...order, ...Object.keys(by)]) if (by[tag]) return by[tag];
  return '';
}

// The list of the centre's languages; they are named in the console's language.
export const languageList = 'language';

const dayOneLanguages =
  'de en ar uk ru tr fa es fr vi pl it ro bg ku prs sr hr bs sq ka ti hy he'.split(' ');

export class Schema {
  readonly types: RecordType[];
  private readonly byName: Map<string, RecordType>;
  private readonly lists: Map<string, CodeList>;

  constructor(response: GetSchemaResponse) {
    this.types = response.types;
    this.byName = new Map(response.types.map((type) => [type.name, type]));
    this.lists = new Map(response.codeLists.map((list) => [list.name, list]));
  }

  type(name: string): RecordType | undefined {
    return this.byName.get(name);
  }

  typeLabel(name: string, language: Language): string {
    const type = this.byName.get(name);
    return (language === 'de' ? type?.labelDe : type?.labelEn) || name;
  }

  // Steady place of a type among the inbox types, for its accent.
  accentOf(name: string): number {
    return this.inboxTypes().findIndex((type) => type.name === name);
  }

  inboxTypes(): RecordType[] {
    return this.types.filter((type) => type.inbox);
  }

  field(typeName: string, fieldName: string): FieldType | undefined {
    return this.byName.get(typeName)?.fields.find((field) => field.name === fieldName);
  }

  fieldWithRole(typeName: string, role: Role): FieldType | undefined {
    return this.byName.get(typeName)?.fields.find((field) => field.role === role);
  }

  // The schema's own words: (foyer.view), else the question, else the name.
  fieldLabel(field: FieldType, language: Language): string {
    return (language === 'de' ? field.labelDe : field.labelEn) || field.name;
  }

  labelOfFieldName(typeName: string, fieldName: string, language: Language): string {
    const field = this.field(typeName, fieldName);
    return field ? this.fieldLabel(field, language) : fieldName;
  }

  // The choices of a code list; retired ones only when `chosen` still holds them.
  choices(listName: string, language: Language, words: Words, chosen: string[] = []): Choice[] {
    const entries = this.lists.get(listName)?.entries ?? [];
    return entries
      .filter((entry) => !entry.retired || chosen.includes(entry.id))
      .map((entry) => ({ id: entry.id, label: this.codeLabel(listName, entry.id, language, words) }));
  }

  languageChoices(language: Language, chosen: string[] = []): Choice[] {
    const listed = this.lists.get(languageList)?.entries.map((entry) => entry.id) ?? dayOneLanguages;
    const tags = [...listed, ...chosen.filter((tag) => !listed.includes(tag))];
    return tags.map((tag) => ({ id: tag, label: languageName(tag, language) }));
  }

  codeLabel(listName: string, id: string, language: Language, words: Words): string {
    const entry = this.lists.get(listName)?.entries.find((candidate) => candidate.id === id);
    return textIn(entry?.label, language) || (id === 'other' ? words.otherCode : id);
  }

  // Place of a value in its code list, for the colour of its tag.
  codeIndex(listName: string, id: string): number {
    return (this.lists.get(listName)?.entries ?? []).findIndex((entry) => entry.id === id);
  }

  // All choices of the fields with a role, over the inbox types: what an inbox filter offers.
  choicesOfRole(role: Role, language: Language, words: Words): Choice[] {
    const lists = new Set(
      this.inboxTypes().flatMap((type) => type.fields.filter((f) => f.role === role && f.codeList).map((f) => f.codeList)),
    );
    const all = [...lists].flatMap((list) => this.choices(list, language, words));
    return all.filter((choice, index) => all.findIndex((other) => other.id === choice.id) === index);
  }

  // The type whose records are remarks on a record of any type.
  remarkType(): { type: RecordType; on: FieldType; text: FieldType } | undefined {
    for (const type of this.types) {
      const on = type.fields.find((field) => field.refersTo === '*');
      const text = type.fields.find((field) => field !== on && field.required);
      if (on && text) return { type, on, text };
    }
    return undefined;
  }
}

export function valuesOf(record: Record, fieldName: string): string[] {
  return record.fields.find((field) => field.name === fieldName)?.values ?? [];
}

export function fieldOf(record: Record, fieldName: string): Field | undefined {
  return record.fields.find((field) => field.name === fieldName);
}

// Every dot that stands: what an edit says it has seen.
export function dotsOf(field: Field | undefined): string[] {
  return field?.versions.map((version) => version.dot) ?? [];
}

// What the record is called: its own title, or that of a record it belongs to.
export function titleOf(schema: Schema, record: Record, related: Record[]): string {
  const titleField = schema.fieldWithRole(record.type, Role.TITLE);
  const own = titleField ? valuesOf(record, titleField.name)[0] : undefined;
  if (own) return own;
  for (const field of schema.type(record.type)?.fields ?? []) {
    if (!field.refersTo) continue;
    const target = related.find((other) => valuesOf(record, field.name).includes(other.recordId));
    const targetTitle = target && schema.fieldWithRole(target.type, Role.TITLE);
    const name = target && targetTitle ? valuesOf(target, targetTitle.name)[0] : undefined;
    if (name) return name;
  }
  return '';
}

// What staff may write: not what only the server writes, not references, not times, and what never changes
// only while it is still open.
export function isEditable(field: FieldType, values: string[]): boolean {
  if (field.merge === Merge.SERVER || field.refersTo || field.time) return false;
  return field.merge !== Merge.IMMUTABLE || (values.length === 0 && isAsked(field));
}

// Fields that a person can be asked for; the others are of the program's own making.
export function isAsked(field: FieldType): boolean {
  if (field.merge === Merge.SERVER || field.refersTo || field.time) return false;
  const hasWords = field.editor !== Editor.UNSPECIFIED || field.codeList !== '' || field.role !== Role.UNSPECIFIED;
  return hasWords || field.required || field.merge !== Merge.IMMUTABLE;
}
