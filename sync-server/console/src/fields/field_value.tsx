// Shows the values of any field by what the schema says of it. Values are text, never markup; each stands in
// its own direction.
import { Editor, Role } from '../gen/foyer/options_pb';
import type { FieldType } from '../gen/foyer/staff/v1/staff_pb';
import { paths } from '../route';
import { languageList, type Schema } from '../staff/schema';
import type { Language } from '../words';
import type { Words } from '../words/de';
import { languageName, whenFull } from '../words/time';

// The value as a person reads it, as plain text.
export function valueText(schema: Schema, field: FieldType | undefined, value: string, language: Language, words: Words): string {
  if (!field) return value;
  if (field.time) return Number(value) > 0 ? whenFull(Number(value), language) : '';
  if (isLanguageField(field)) return languageName(value, language);
  if (field.codeList) return schema.codeLabel(field.codeList, value, language, words);
  if (field.editor === Editor.YES_NO) return value === 'true' ? words.yes : words.no;
  return value;
}

export function valuesText(schema: Schema, field: FieldType | undefined, values: string[], language: Language, words: Words): string {
  return values.map((value) => valueText(schema, field, value, language, words)).join(', ');
}

export function isLanguageField(field: FieldType): boolean {
  return field.editor === Editor.LANGUAGE || field.role === Role.LANGUAGE || field.codeList === languageList;
}

function isVisitorText(field: FieldType): boolean {
  return !field.codeList && !field.time && !isLanguageField(field);
}

interface FieldValueProps {
  schema: Schema;
  field: FieldType;
  value: string;
  language: Language;
  words: Words;
  // What a referred record is called, where it is known.
  nameOfRecord?: (recordId: string) => string;
}

export function FieldValue({ schema, field, value, language, words, nameOfRecord }: FieldValueProps) {
  if (field.refersTo) {
    const name = nameOfRecord?.(value) || schema.typeLabel(field.refersTo, language);
    return (
      <a href={paths.record(value)} dir="auto">
        {name}
      </a>
    );
  }
  const text = valueText(schema, field, value, language, words);
  const dialled = value.normalize('NFKC').replace(/[^\d+]/g, '');
  if (field.editor === Editor.PHONE && dialled.length >= 5) {
    return (
      <a href={`tel:${dialled}`} dir="ltr" className="value">
        {text}
      </a>
    );
  }
  if (field.editor === Editor.EMAIL && /^[^\s@?&]+@[^\s@?&]+$/.test(value)) {
    return (
      <a href={`mailto:${encodeURIComponent(value).replace('%40', '@')}`} dir="ltr" className="value">
        {text}
      </a>
    );
  }
  const isLong = field.editor === Editor.TEXT || value.includes('\n');
  return (
    <span dir={isVisitorText(field) ? 'auto' : undefined} className={isLong ? 'value value-text' : 'value'}>
      {text}
    </span>
  );
}
