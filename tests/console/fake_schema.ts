// The schema that the fake staff server answers with, read from the descriptors of the real proto files, as the
// real server does. Only the code lists, which come from a centre's catalogue, are written here.
import { create, getOption, hasOption, type DescEnumValue, type DescField, type DescFile } from '@bufbuild/protobuf';
import * as options from '../../sync-server/console/src/gen/foyer/options_pb';
import { file_foyer_record_v1_consent } from '../../sync-server/console/src/gen/foyer/record/v1/consent_pb';
import { file_foyer_record_v1_person } from '../../sync-server/console/src/gen/foyer/record/v1/person_pb';
import { file_foyer_record_v1_request } from '../../sync-server/console/src/gen/foyer/record/v1/request_pb';
import {
  CodeListSchema,
  FieldTypeSchema,
  GetSchemaResponseSchema,
  RecordTypeSchema,
  type CodeList,
  type FieldType,
  type GetSchemaResponse,
  type RecordType,
} from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';

const files: DescFile[] = [file_foyer_record_v1_person, file_foyer_record_v1_request, file_foyer_record_v1_consent];
const catalogueLists = ['site', 'offer', 'session', 'purpose'];

function fieldType(field: DescField): FieldType {
  const rule = getOption(field, options.rule);
  const ask = getOption(field, options.ask);
  const view = getOption(field, options.view);
  const isEnum = field.fieldKind === 'enum' || (field.fieldKind === 'list' && field.listKind === 'enum');
  const enumName = isEnum ? field.enum!.name : '';
  return create(FieldTypeSchema, {
    number: field.number,
    name: field.name,
    labelDe: view.de || ask.de || field.name.replaceAll('_', ' '),
    labelEn: view.en || ask.en || field.name.replaceAll('_', ' '),
    merge: rule.merge,
    privacy: rule.privacy,
    role: view.role,
    editor: ask.editor,
    codeList: rule.valid?.codeList || enumName || (rule.valid?.format === options.Format.LANGUAGE ? 'language' : '') || (catalogueLists.includes(field.name) ? field.name : ''),
    refersTo: rule.valid?.refersTo ?? '',
    repeatedValues: field.fieldKind === 'list',
    required: rule.valid?.required ?? false,
    maxLength: rule.valid?.maxLength ?? 0,
    time: field.name.endsWith('_ms'),
  });
}

// The values of an enum with the words that stand beside them.
function enumLists(): CodeList[] {
  const words = (value: DescEnumValue) => {
    const { de, en } = getOption(value, options.label);
    return { id: value.name, label: { byLanguage: { de, en } } };
  };
  const enums = files.flatMap((file) => file.enums);
  return enums.map((one) => create(CodeListSchema, { name: one.name, entries: one.values.filter((value) => value.number !== 0).map(words) }));
}

function recordTypes(): RecordType[] {
  const messages = files.flatMap((file) => file.messages).filter((message) => hasOption(message, options.type));
  return messages
    .map((message) => {
      const type = getOption(message, options.type);
      return create(RecordTypeSchema, {
        number: type.number,
        name: message.name,
        labelDe: type.de,
        labelEn: type.en,
        inbox: type.inbox,
        fields: message.fields.map(fieldType),
      });
    })
    .sort((one, other) => one.number - other.number);
}

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

export function fakeSchema({ withNewField = false } = {}): GetSchemaResponse {
  const types = recordTypes();
  if (withNewField) types.find((type) => type.name === 'Enquiry')!.fields.push(newField);
  return create(GetSchemaResponseSchema, { types, codeLists: [...codeLists, ...enumLists()] });
}
