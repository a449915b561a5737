// Asks for any field by what the schema says of it: its editor, code list, lengths. One function decides the
// kind, so that a new field needs nothing here.
import { Editor } from '../gen/foyer/options_pb';
import type { FieldType } from '../gen/foyer/staff/v1/staff_pb';
import { CheckList } from '../controls/check_list';
import { SelectBox } from '../controls/select_box';
import { TextBox } from '../controls/text_box';
import type { Schema } from '../staff/schema';
import { useSpeech } from '../words';
import { isLanguageField } from './field_value';

export type EditorKind = 'line' | 'text' | 'lines' | 'phone' | 'email' | 'choice' | 'choices' | 'yes_no' | 'count' | 'date';

// Texts longer than this are asked for in several lines.
const lineLengthMax = 300;
const rowsOfText = 4;

export function editorKind(field: FieldType): EditorKind {
  if (field.codeList || isLanguageField(field)) return field.repeatedValues ? 'choices' : 'choice';
  if (field.repeatedValues) return 'lines';
  switch (field.editor) {
    case Editor.TEXT:
      return 'text';
    case Editor.PHONE:
      return 'phone';
    case Editor.EMAIL:
      return 'email';
    case Editor.YES_NO:
      return 'yes_no';
    case Editor.COUNT:
      return 'count';
    case Editor.DATE:
      return 'date';
    default:
      return field.maxLength > lineLengthMax ? 'text' : 'line';
  }
}

// Trimmed, without empty ones: what is sent.
export function cleaned(values: string[]): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

interface FieldEditorProps {
  schema: Schema;
  field: FieldType;
  values: string[];
  onChange: (values: string[]) => void;
  label: string;
  error?: string;
  autoFocus?: boolean;
  isLabelHidden?: boolean;
}

export function FieldEditor({ schema, field, values, onChange, label, error, autoFocus, isLabelHidden }: FieldEditorProps) {
  const { words, language } = useSpeech();
  const kind = editorKind(field);
  const isRequired = field.required;
  const shownLabel = isRequired && !isLabelHidden ? `${label} (${words.required})` : label;
  const first = values[0] ?? '';
  const one = (value: string) => onChange(value === '' ? [] : [value]);
  const frame = { label: shownLabel, error, autoFocus, isLabelHidden };
  const text = { ...frame, value: first, onChange: one, maxLength: field.maxLength || undefined };

  if (kind === 'choice' || kind === 'choices') {
    const choices = isLanguageField(field)
      ? schema.languageChoices(language, values)
      : schema.choices(field.codeList, language, words, values);
    if (kind === 'choices') return <CheckList {...frame} choices={choices} values={values} onChange={onChange} />;
    return <SelectBox {...frame} value={first} choices={choices} onChange={one} emptyLabel={words.notChosen} />;
  }
  if (kind === 'yes_no') {
    const choices = [
      { id: 'true', label: words.yes },
      { id: 'false', label: words.no },
    ];
    return <SelectBox {...frame} value={first} choices={choices} onChange={one} emptyLabel={words.notChosen} />;
  }
  if (kind === 'lines') {
    return <TextBox {...frame} value={values.join('\n')} onChange={(value) => onChange(value.split('\n'))} rows={rowsOfText} hint={words.oneEachLine} />;
  }
  if (kind === 'text') return <TextBox {...text} rows={rowsOfText} />;
  const types = { phone: 'tel', email: 'email', count: 'number', date: 'date', line: 'text' } as const;
  return <TextBox {...text} type={types[kind]} />;
}
