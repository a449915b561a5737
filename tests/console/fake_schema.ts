// The schema that the fake staff server answers with: what the real server says of the record types, kept as
// described_schema.json by tests/sync-server/review/new_type_test.cpp, which fails when they part. Only the code lists,
// which come from a centre's catalogue, are written here.
import { create, fromJson } from '@bufbuild/protobuf';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as options from '../../sync-server/console/src/gen/foyer/options_pb';
import {
  CodeListSchema,
  FieldTypeSchema,
  GetSchemaResponseSchema,
  type CodeList,
  type GetSchemaResponse,
} from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';

const described = readFileSync(join(__dirname, 'described_schema.json'), 'utf8');

// id -> [German, English]
function list(name: string, entries: { [id: string]: [string, string] }): CodeList {
  return create(CodeListSchema, {
    name,
    entries: Object.entries(entries).map(([id, [de, en]]) => ({ id, label: { byLanguage: { de, en } } })),
  });
}

const codeLists = [
  list('topic', {
    founding: ['Vereinsgründung', 'Founding an association'],
    'grant-application': ['Förderantrag', 'Grant application'],
    'finance-plan': ['Finanzplan', 'Finance plan'],
    recognition: ['Anerkennung von Abschlüssen', 'Recognition of degrees'],
    housing: ['Wohnen', 'Housing'],
    'public-relations': ['Öffentlichkeitsarbeit', 'Public relations'],
    'anti-discrimination': ['Antidiskriminierung und Gleichbehandlung in der Verwaltung', 'Anti-discrimination'],
    other: ['Anderes: Sagen Sie es uns', 'Other: tell us'],
  }),
  list('legal_form', { association: ['Eingetragener Verein', 'Registered association'], initiative: ['Initiative', 'Initiative'] }),
  list('role', { board: ['Vorstand', 'Board'], volunteer: ['Ehrenamt', 'Volunteer'] }),
  list('reach', { phone: ['Telefon', 'Phone'], email: ['E-Mail', 'E-mail'], messenger: ['Messenger', 'Messenger'], none: ['Ich komme wieder', 'I will come back'] }),
  list('on_behalf', { self: ['Für mich', 'For myself'], organisation: ['Für eine Organisation', 'For an organisation'] }),
  list('urgency', { normal: ['Normal', 'Normal'], soon: ['Diese Woche', 'This week'], today: ['Heute', 'Today'] }),
  list('need', { interpreter: ['Sprachmittlung', 'Interpreter'], step_free: ['Stufenlos', 'Step-free'] }),
  list('face', { good: ['Gut', 'Good'], middle: ['Geht so', 'So-so'], bad: ['Schlecht', 'Bad'] }),
  list('purpose', { answer: ['Meine Anfrage beantworten', 'Answer my enquiry'], network: ['Zum Netzwerk einladen', 'Invite me to the network'] }),
  list('site', { centre: ['Stadtteilzentrum', 'District centre'], library: ['Bibliothek', 'Library'], family: ['Familienhaus', 'Family house'] }),
  list('language', Object.fromEntries(['de', 'de-simple', 'en', 'ar', 'uk', 'ru', 'tr', 'fa', 'es', 'fr', 'vi', 'pl'].map((tag) => [tag, [tag, tag]]))),
  list('offer', { advice: ['Fachberatung', 'Advice'], projects: ['Projektmanagement, Modul 1–3', 'Project management, module 1–3'], reading: ['Lesung', 'Reading'] }),
  list('session', { 'projects-1': ['Modul 1, 3. Dezember', 'Module 1, 3 December'] }),
];

// A field that no code knows: it must appear by itself wherever fields appear.
export const newField = create(FieldTypeSchema, {
  number: 999,
  name: 'meeting_place',
  labelDe: 'Wo wollen wir uns treffen?',
  labelEn: 'Where shall we meet?',
  merge: options.Merge.LATEST,
  privacy: options.Privacy.PERSONAL,
  editor: options.Editor.LINE,
  maxLength: 100,
});

// A record type that no code names (tests/shared/schema/toy.proto), as the real server describes it.
export const newType = 'Wish';

export function fakeSchema({ withNewField = false, withNewType = false } = {}): GetSchemaResponse {
  const schema = fromJson(GetSchemaResponseSchema, JSON.parse(described));
  const written = new Set(codeLists.map((one) => one.name));
  const codes = [...codeLists, ...schema.codeLists.filter((one) => !written.has(one.name))];
  const types = schema.types.filter((type) => withNewType || type.name !== newType);
  if (withNewField) types.find((type) => type.name === 'Enquiry')!.fields.push(newField);
  return create(GetSchemaResponseSchema, { types, codeLists: codes });
}
