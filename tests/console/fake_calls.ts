// How the fake staff server answers each call from its centre.
import { create, type Message } from '@bufbuild/protobuf';
import { Editor } from '../../sync-server/console/src/gen/foyer/options_pb';
import { SettlementAct } from '../../sync-server/console/src/gen/foyer/record/v1/change_pb';
import * as api from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import type { FakeCentre } from './fake_centre';

export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Desk {
  centre: FakeCentre;
  account: api.Account;
  firstAccountNeeded: boolean;
}

export function answerCall(desk: Desk, method: string, message: Message): object {
  const { centre } = desk;
  switch (method) {
    case 'GetStatus':
      return { firstAccountNeeded: desk.firstAccountNeeded, version: '0.1.0', centreName: 'Beratung im Kiez' };
    case 'GetMe':
      return { account: desk.account };
    case 'LogOut':
      return {};
    case 'GetSchema':
      return centre.schema;
    case 'ListInbox':
      return listInbox(centre, message as api.ListInboxRequest);
    case 'GetRecord':
      return getRecord(centre, message as api.GetRecordRequest);
    case 'EditRecord':
      return editRecord(desk, message as api.EditRecordRequest);
    case 'CreateRecord':
      return createRecord(desk, message as api.CreateRecordRequest);
    case 'FindBySlip':
      return findBySlip(centre, (message as api.FindBySlipRequest).code);
    case 'ListCases':
      return listCases(centre, message as api.ListCasesRequest);
    case 'GetCase':
      return getCase(centre, (message as api.GetCaseRequest).caseId);
    case 'ResolveCase':
      return resolveCase(desk, message as api.ResolveCaseRequest);
    case 'EraseRecord': {
      const { recordId } = message as api.EraseRecordRequest;
      return { erased: Number(centre.records.delete(found(centre, recordId).id)) };
    }
    case 'ListWaitingChanges':
      return { changes: centre.waiting, total: centre.waiting.length };
    case 'SettleChange':
      return settleChange(desk, message as api.SettleChangeRequest);
    case 'ListKiosks':
      return { kiosks: centre.kiosks, restoredMs: centre.restoredMs, restoredBackupMs: centre.restoredMs && centre.restoredMs - 3_600_000n };
    case 'ClearKioskFlag': {
      const kiosk = centre.kiosks.find((one) => one.kioskId === (message as api.ClearKioskFlagRequest).kioskId)!;
      kiosk.flaggedMs = 0n;
      return { kiosk };
    }
    case 'ExportRecords':
      return exportRecords(centre, (message as api.ExportRecordsRequest).type);
    default:
      throw new Refusal('unimplemented', `${method} is not answered here`);
  }
}

function listInbox(centre: FakeCentre, asked: api.ListInboxRequest): object {
  const among = (chosen: string[], ...values: string[]) => chosen.length === 0 || values.some((value) => chosen.includes(value));
  const rows = centre
    .inboxRows()
    .filter(
      ({ row, text }) =>
        among(asked.types, row.type) &&
        among(asked.sites, row.site) &&
        among(asked.languages, row.language) &&
        among(asked.statuses, row.status) &&
        among(asked.topics, ...row.topics) &&
        (asked.fromMs === 0n || row.createdMs >= asked.fromMs) &&
        (asked.untilMs === 0n || row.createdMs < asked.untilMs) &&
        (!asked.onlyWithCase || row.hasCase) &&
        text.includes(asked.search.toLowerCase()),
    )
    .map(({ row }) => row);
  const size = asked.pageSize || 50;
  const start = Number(asked.pageToken || 0);
  const nextPageToken = start + size < rows.length ? String(start + size) : '';
  return { rows: rows.slice(start, start + size), nextPageToken, total: rows.length, openCases: centre.cases.filter((one) => one.closedMs === 0n).length };
}

function found(centre: FakeCentre, id: string) {
  const record = centre.records.get(id);
  if (!record) throw new Refusal('not_found', 'there is no such record');
  return record;
}

function getRecord(centre: FakeCentre, asked: api.GetRecordRequest): object {
  const record = found(centre, asked.recordId);
  const related = centre.related(record);
  const ids = new Set([record, ...related].map((one) => one.id));
  return {
    record: centre.record(record),
    related: related.map((one) => centre.record(one)),
    history: centre.history.filter((line) => ids.has(line.recordId)),
    openCases: [record, ...related].flatMap((one) => centre.openCasesOf(one)),
  };
}

// `place` of the record in the request.
function violationOf(centre: FakeCentre, typeName: string, name: string, values: string[], place = 0): api.FieldViolation[] {
  const type = centre.fieldType(typeName, name);
  const isLate = name === centre.refusedField?.name && typeName === centre.refusedField.type && values.length > 0;
  if (isLate) {
    return [create(api.FieldViolationSchema, { field: name, type: typeName, record: place, code: 'not_code', messageDe: 'Das ist nicht erlaubt.', messageEn: 'This is not allowed.' })];
  }
  const isWrongPhone = type?.editor === Editor.PHONE && values.some((value) => !/^[+\d][\d ()/-]{4,}$/.test(value));
  if (!isWrongPhone) return [];
  return [
    create(api.FieldViolationSchema, {
      field: name,
      type: typeName,
      record: place,
      code: 'not_phone',
      messageDe: 'Das sieht nicht wie eine Telefonnummer aus.',
      messageEn: 'This does not look like a phone number.',
    }),
  ];
}

function editRecord(desk: Desk, asked: api.EditRecordRequest): object {
  const { centre } = desk;
  const record = found(centre, asked.recordId);
  const violations = asked.edits.flatMap((edit) => violationOf(centre, record.type, edit.name, edit.values));
  if (violations.length > 0) return { violations };
  const origin = centre.origin('staff', desk.account.name, Date.now());
  for (const edit of asked.edits) centre.write(record.id, edit.name, edit.values, edit.seen, origin);
  return { record: centre.record(record) };
}

function createRecord(desk: Desk, asked: api.CreateRecordRequest): object {
  const { centre } = desk;
  const violations = asked.records.flatMap((record, place) => record.fields.flatMap((field) => violationOf(centre, record.type, field.name, field.values, place)));
  if (violations.length > 0) return { violations };
  const origin = centre.origin('staff', desk.account.name, Date.now());
  const recordIds: string[] = [];
  for (const record of asked.records) {
    const placed = record.fields.map((field) => [field.name, field.values.map((value) => (/^#\d+$/.test(value) ? recordIds[Number(value.slice(1))]! : value))]);
    recordIds.push(centre.add(record.type, Object.fromEntries(placed), origin));
  }
  return { recordIds };
}

function findBySlip(centre: FakeCentre, typed: string): object {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[0-9A-Z]{12}$/.test(code)) throw new Refusal('invalid_argument', 'a code has 12 letters and digits');
  const recordIds = centre.slips.get(code);
  if (!recordIds) throw new Refusal('not_found', 'no slip with this code has arrived');
  return { recordIds };
}

function listCases(centre: FakeCentre, asked: api.ListCasesRequest): object {
  const cases = centre.cases.filter(
    (one) => (asked.kind === api.CaseKind.UNSPECIFIED || one.kind === asked.kind) && (asked.includeClosed || one.closedMs === 0n),
  );
  return { cases, openTotal: centre.cases.filter((one) => one.closedMs === 0n).length };
}

function getCase(centre: FakeCentre, caseId: string): object {
  const summary = centre.cases.find((one) => one.caseId === caseId);
  if (!summary) throw new Refusal('not_found', 'there is no such case');
  const record = centre.records.get(summary.recordId);
  return {
    summary,
    ...centre.unsettled.get(caseId),
    confirmed: centre.confirmed.get(caseId) ?? [],
    field: record && centre.field(record, summary.field),
    history: centre.history.filter((line) => line.recordId === summary.recordId && line.field === summary.field),
  };
}

function resolveCase(desk: Desk, asked: api.ResolveCaseRequest): object {
  const { centre } = desk;
  const summary = centre.cases.find((one) => one.caseId === asked.caseId);
  if (!summary) throw new Refusal('not_found', 'there is no such case');
  if (summary.closedMs > 0n) throw new Refusal('failed_precondition', 'this case is closed');
  if (summary.kind === api.CaseKind.WITHDRAWAL) {
    summary.closedMs = BigInt(Date.now());
    return { summary };
  }
  const standing = centre.field(centre.records.get(summary.recordId)!, summary.field).versions;
  if (standing.some((version) => !asked.seen.includes(version.dot))) throw new Refusal('aborted', 'Somebody changed this meanwhile; look again and decide anew.');
  const violations = violationOf(centre, summary.recordType, summary.field, asked.values);
  if (violations.length > 0) return { violations };
  const origin = centre.origin('staff', desk.account.name, Date.now());
  centre.write(summary.recordId, summary.field, asked.values, asked.seen, origin, 'resolved');
  summary.closedMs = BigInt(Date.now());
  return { summary };
}

function settleChange(desk: Desk, asked: api.SettleChangeRequest): object {
  const place = desk.centre.waiting.findIndex((one) => one.changeId === asked.changeId);
  if (asked.changeId && place >= 0) {
    if (asked.act === SettlementAct.DISCARD) desk.centre.waiting.splice(place, 1);
    return {};
  }
  const summary = desk.centre.cases.find((one) => one.caseId === asked.caseId);
  if (!summary) throw new Refusal('not_found', 'there is no such case');
  if (summary.closedMs > 0n) throw new Refusal('failed_precondition', 'Somebody has settled this change already; load it again.');
  if (asked.act === SettlementAct.TRY_AGAIN) return { summary };
  if (!asked.reason) throw new Refusal('invalid_argument', 'Say in a few words why; the next person will ask.');
  if (asked.act === SettlementAct.REPLACE) {
    const made = createRecord(desk, create(api.CreateRecordRequestSchema, { records: asked.records })) as { violations?: object[] };
    if (made.violations) return { summary, violations: made.violations };
  }
  summary.closedMs = BigInt(Date.now());
  summary.decision = asked.reason;
  return { summary };
}

function exportRecords(centre: FakeCentre, type: string): object {
  const fields = centre.schema.types.find((one) => one.name === type)?.fields ?? [];
  const records = [...centre.records.values()].filter((record) => record.type === type);
  const lines = records.map((record) => fields.map((field) => centre.valuesOf(record, field.name).join(', ')).join(';'));
  return { csv: `\ufeff${[fields.map((field) => field.name).join(';'), ...lines].join('\r\n')}\r\n`, count: records.length };
}
