// What the console reads off the schema: labels, titles, what is asked and what may be edited.
import { create } from '@bufbuild/protobuf';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleaned, editorKind } from '../../sync-server/console/src/fields/field_editor';
import { valueText } from '../../sync-server/console/src/fields/field_value';
import { stepsOf } from '../../sync-server/console/src/fields/history_steps';
import { draftKey, firstFormType, formParts, missingFields, newRecords } from '../../sync-server/console/src/fields/new_form';
import { isAbout } from '../../sync-server/console/src/fields/violations';
import { Merge, Role } from '../../sync-server/console/src/gen/foyer/options_pb';
import { FieldTypeSchema, FieldViolationSchema, HistoryLineSchema } from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import { dotsOf, isAsked, isEditable, Schema, textIn, titleOf } from '../../sync-server/console/src/staff/schema';
import { de } from '../../sync-server/console/src/words/de';
import { en } from '../../sync-server/console/src/words/en';
import { filledCentre } from './fake_centre';
import { fakeSchema, newField, newType } from './fake_schema';

const response = fakeSchema({ withNewField: true, withNewType: true });
const schema = new Schema(response);
const enquiry = schema.type('Enquiry')!;
const source = resolve(__dirname, '../../sync-server/console/src');

describe('Schema', () => {
  test('a text falls back from English to simple German, German and then to any language that is there', () => {
    expect(textIn({ $typeName: 'foyer.catalogue.v1.Text', byLanguage: { de: 'Wohnen' } }, 'en')).toBe('Wohnen');
    expect(textIn({ $typeName: 'foyer.catalogue.v1.Text', byLanguage: { tr: 'Konut' } }, 'de')).toBe('Konut');
    expect(textIn(undefined, 'de')).toBe('');
  });

  test('fields, types and states are called by the words of the schema alone', () => {
    const field = create(FieldTypeSchema, { name: 'site', role: Role.SITE, labelDe: 'Haus', labelEn: 'House', codeList: 'site' });
    expect(schema.fieldLabel(field, 'de')).toBe('Haus');
    expect(schema.fieldLabel(field, 'en')).toBe('House');
    expect(schema.labelOfFieldName('Enquiry', 'of_a_newer_server', 'de')).toBe('of_a_newer_server');
    expect(schema.typeLabel('Enquiry', 'de')).toBe('Anfrage');
  });

  test('every field and every state has words in both languages', () => {
    for (const type of schema.types) {
      for (const field of type.fields) {
        for (const language of ['de', 'en'] as const) expect(schema.fieldLabel(field, language), `${type.name}.${field.name}`).not.toBe('');
        for (const { id } of field.codeList.endsWith('State') || field.codeList.endsWith('Status') ? schema.choices(field.codeList, 'de', de) : [])
          expect(schema.codeLabel(field.codeList, id, 'de', de), id).not.toBe(id);
      }
    }
  });

  test('a value of a code list is shown by its label, an unknown one by its id', () => {
    const topics = schema.fieldWithRole('Enquiry', Role.TOPIC)!;
    expect(valueText(schema, topics, 'housing', 'de', de)).toBe('Wohnen');
    expect(valueText(schema, topics, 'retired-long-ago', 'de', de)).toBe('retired-long-ago');
  });

  test('a state is shown by its words, one that this schema does not know by its id', () => {
    expect(schema.codeLabel('RequestStatus', 'REQUEST_STATUS_IN_PROGRESS', 'de', de)).toBe('in Arbeit');
    expect(schema.codeLabel('RequestStatus', 'REQUEST_STATUS_ON_THE_MOON', 'en', en)).toBe('REQUEST_STATUS_ON_THE_MOON');
  });

  test('an enquiry is called by the name of its contact', () => {
    const { centre } = filledCentre(response, Date.now());
    const record = [...centre.records.values()].find((one) => one.type === 'Enquiry')!;
    const related = centre.related(record).map((one) => centre.record(one));
    expect(titleOf(schema, centre.record(record), related)).toBe('Nguyễn Thị Hoa');
  });

  test('what only the server writes, references and times are never edited', () => {
    const editable = (field: object) => isEditable(create(FieldTypeSchema, { name: 'x', merge: Merge.LATEST, ...field }), []);
    expect(editable({})).toBe(true);
    expect(editable({ merge: Merge.SERVER })).toBe(false);
    expect(editable({ refersTo: 'Contact' })).toBe(false);
    expect(editable({ time: true })).toBe(false);
  });

  test('what never changes is not edited once it is there', () => {
    const site = schema.fieldWithRole('Enquiry', Role.SITE)!;
    expect(isEditable(site, ['centre'])).toBe(false);
  });

  test('an edit names every version that stands', () => {
    const { centre, conflictId } = filledCentre(response, Date.now());
    const summary = centre.cases.find((one) => one.caseId === conflictId)!;
    const field = centre.field(centre.records.get(summary.recordId)!, summary.field);
    expect(dotsOf(field)).toHaveLength(2);
    expect(dotsOf(undefined)).toEqual([]);
  });

  test('remarks are the type that may refer to any record', () => {
    expect(schema.remarkType()?.type.name).toBe('Note');
    expect(schema.remarkType()?.text.maxLength).toBe(4000);
  });

  test('no page names a field of a record', () => {
    const names = new Set(response.types.flatMap((type) => type.fields.map((field) => field.name)));
    // Words that also name input types, parts of the console or of the staff API.
    const ordinary = new Set(['phone', 'email', 'text', 'language', 'status', 'site', 'name', 'contact', 'reason', 'record', 'state', 'line', 'number', 'role', 'about', 'languages', 'topics']);
    const telling = [...names].filter((name) => !ordinary.has(name));
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && !path.startsWith('gen') && !path.startsWith('words'));
    const named = files.flatMap((path) => {
      const text = readFileSync(join(source, path), 'utf8');
      return telling.filter((name) => new RegExp(`['"\`]${name}['"\`]`).test(text)).map((name) => `${path}: ${name}`);
    });
    expect(telling.length).toBeGreaterThan(20);
    expect(named).toEqual([]);
  });
});

describe('Form at the desk', () => {
  test('asks for the contact first and then for the enquiry, and for a field that no code knows', () => {
    const parts = formParts(schema, enquiry);
    expect(parts.map((part) => part.type.name)).toEqual(['Contact', 'Enquiry']);
    expect(parts[1]!.asked.map((field) => field.name)).toContain(newField.name);
  });

  test('asks a record type that no code knows, each field by its kind', () => {
    const parts = formParts(schema, schema.type(newType)!);
    expect(parts.map((part) => part.type.name)).toEqual(['Contact', newType]);
    const kinds = Object.fromEntries(parts[1]!.asked.map((field) => [field.name, editorKind(field)]));
    expect(kinds).toMatchObject({ colour: 'line', story: 'text', size: 'choice', tags: 'choices' });
    expect(schema.typeLabel(newType, 'en')).toBe('Wish');
    expect(schema.inboxTypes().map((type) => type.name)).toContain(newType);
  });

  test('starts with what staff work on', () => {
    expect(firstFormType(schema)?.name).toBe('Enquiry');
  });

  test('makes records that refer to each other by their place, at one site and one time', () => {
    const parts = formParts(schema, enquiry);
    const [contact, main] = parts;
    const site = main!.type.fields.find((field) => field.role === Role.SITE)!;
    const title = schema.fieldWithRole('Contact', Role.TITLE)!;
    const draft = { [draftKey(contact!.type, title)]: [' Ayşe D. '], [draftKey(main!.type, site)]: ['family'] };
    const records = newRecords(parts, draft, 1_000);
    expect(records[0]).toEqual({
      type: 'Contact',
      fields: [
        { name: title.name, values: ['Ayşe D.'] },
        { name: 'site', values: ['family'] },
        { name: 'created_ms', values: ['1000'] },
      ],
    });
    expect(records[1]!.fields).toContainEqual({ name: 'contact', values: ['#0'] });
  });

  test('misses required fields until they hold more than blanks', () => {
    const parts = formParts(schema, enquiry);
    expect(missingFields(parts, {})).toEqual(['Contact.names', 'Enquiry.text']);
    expect(missingFields(parts, { 'Contact.names': ['  '], 'Enquiry.text': ['Hallo'] })).toEqual(['Contact.names']);
  });

  test('asks by the kind of the field', () => {
    const kind = (field: object) => editorKind(create(FieldTypeSchema, { name: 'x', ...field }));
    expect(kind({ codeList: 'topic', repeatedValues: true })).toBe('choices');
    expect(kind({ codeList: 'urgency' })).toBe('choice');
    expect(kind({ repeatedValues: true })).toBe('lines');
    expect(kind({ maxLength: 2000 })).toBe('text');
    expect(kind({ maxLength: 40 })).toBe('line');
    expect(cleaned([' a ', '', '  '])).toEqual(['a']);
  });

  test('does not ask for what the program itself makes', () => {
    const lease = schema.field('Registration', 'lease')!;
    expect(isAsked(lease)).toBe(false);
  });

  test('puts a violation at the field of its record', () => {
    const violation = create(FieldViolationSchema, { field: 'site', type: 'Enquiry', record: 1 });
    expect(isAbout(violation, 'site', { type: 'Enquiry', record: 1 })).toBe(true);
    expect(isAbout(violation, 'site', { type: 'Contact', record: 0 })).toBe(false);
    expect(isAbout(violation, 'site', { type: 'Enquiry', record: 2 })).toBe(false);
    expect(isAbout(violation, 'site')).toBe(true);
  });
});

describe('History', () => {
  test('what one author wrote together is one step', () => {
    const line = (name: string, receivedMs: bigint, event = 'written') => create(HistoryLineSchema, { event, origin: { kind: 'kiosk', name, receivedMs } });
    const steps = stepsOf([line('A', 5n), line('A', 5n), line('B', 5n), line('B', 4n), line('B', 4n, 'resolved')]);
    expect(steps.map((step) => step.lines.length)).toEqual([1, 2, 1, 1]);
  });

  test('is in order of arrival, the newest step first', () => {
    const line = (field: string, receivedMs: bigint) => create(HistoryLineSchema, { field, origin: { receivedMs } });
    const steps = stepsOf([line('early', 2n), line('late', 7n)]);
    expect(steps.map((step) => step.lines[0]!.field)).toEqual(['late', 'early']);
  });
});
