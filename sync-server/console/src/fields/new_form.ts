// Which records and fields a form at the desk asks for, read off the schema.
import { Editor, Role } from '../gen/foyer/options_pb';
import type { FieldType, NewRecordSchema, RecordType } from '../gen/foyer/staff/v1/staff_pb';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { isAsked, type Schema } from '../staff/schema';
import { cleaned } from './field_editor';

export interface FormPart {
  type: RecordType;
  asked: FieldType[];
  more: FieldType[];
}

// Type name and field name -> values.
export type Draft = { [key: string]: string[] };

export const draftKey = (type: RecordType, field: FieldType) => `${type.name}.${field.name}`;

// What staff work on: types with somebody in charge first.
export function firstFormType(schema: Schema): RecordType | undefined {
  const types = schema.inboxTypes();
  return types.find((type) => type.fields.some((field) => field.role === Role.ASSIGNEE)) ?? types[0];
}

// The record's own part, after the parts of the records it refers to and that are no inbox records themselves.
export function formParts(schema: Schema, type: RecordType): FormPart[] {
  const companions = type.fields
    .map((field) => (field.refersTo ? schema.type(field.refersTo) : undefined))
    .filter((other): other is RecordType => other !== undefined && !other.inbox);
  return [...new Set([...companions, type])].map((one) => {
    const fields = one.fields.filter(isAsked);
    const isFirst = (field: FieldType) => field.editor !== Editor.UNSPECIFIED || field.required || (one === type && field.role === Role.SITE);
    const isWorkflow = (field: FieldType) => field.role === Role.STATUS || (one !== type && field.role === Role.SITE);
    return {
      type: one,
      asked: fields.filter(isFirst),
      more: fields.filter((field) => !isFirst(field) && !isWorkflow(field)),
    };
  });
}

export function missingFields(parts: FormPart[], draft: Draft): string[] {
  return parts.flatMap((part) =>
    [...part.asked, ...part.more]
      .filter((field) => field.required && cleaned(draft[draftKey(part.type, field)] ?? []).length === 0)
      .map((field) => draftKey(part.type, field)),
  );
}

// The records to create, referring to each other by their place; made now, at the site of the main record.
export function newRecords(parts: FormPart[], draft: Draft, nowMs: number): MessageInitShape<typeof NewRecordSchema>[] {
  const main = parts[parts.length - 1]!;
  const siteField = main.type.fields.find((field) => field.role === Role.SITE);
  const site = siteField ? cleaned(draft[draftKey(main.type, siteField)] ?? []) : [];
  return parts.map((part) => ({
    type: part.type.name,
    fields: part.type.fields.flatMap((field) => {
      const values = valuesFor(part, field);
      return values.length > 0 ? [{ name: field.name, values }] : [];
    }),
  }));

  function valuesFor(part: FormPart, field: FieldType): string[] {
    if (field.role === Role.CREATED) return [String(nowMs)];
    if (field.role === Role.SITE) return site;
    if (field.refersTo) {
      const place = parts.findIndex((other) => other !== part && other.type.name === field.refersTo);
      return place >= 0 ? [`#${place}`] : [];
    }
    return cleaned(draft[draftKey(part.type, field)] ?? []);
  }
}
