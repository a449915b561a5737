// What a small centre has on its server: records with versions, cases, kiosks. Merging is as little as the console
// needs: an edit ends the versions it has seen; what is left beside it is a conflict.
import { create } from '@bufbuild/protobuf';
import { randomUUID } from 'node:crypto';
import { Merge, Role } from '../../sync-server/console/src/gen/foyer/options_pb';
import * as api from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';

export interface Version {
  dot: string;
  values: string[];
  origin: api.Origin;
}

interface StoredRecord {
  id: string;
  type: string;
  versions: Map<string, Version[]>;
}

export const dayMs = 86_400_000;
const hourMs = 3_600_000;

export class FakeCentre {
  readonly records = new Map<string, StoredRecord>();
  readonly history: api.HistoryLine[] = [];
  readonly cases: api.CaseSummary[] = [];
  readonly kiosks: api.Kiosk[] = [];
  // Code of a slip -> the records of its visit.
  readonly slips = new Map<string, string[]>();
  // Changes with a slip whose visit has not arrived.
  readonly waiting: api.WaitingChange[] = [];
  // When the server was restored from a backup.
  restoredMs = 0n;
  // What can be read of an entry in quarantine, by its case.
  readonly unsettled = new Map<string, { content: api.NewRecord[]; origin: api.Origin }>();
  // Who is confirmed for a date with too few seats, by its case.
  readonly confirmed = new Map<string, api.ConfirmedSeats[]>();
  // A field that this server accepts nothing for.
  refusedField?: { type: string; name: string };
  private seq = 0;

  constructor(readonly schema: api.GetSchemaResponse) {}

  origin(kind: 'kiosk' | 'staff', name: string, writtenMs: number, more: { bySlip?: boolean; receivedMs?: number } = {}): api.Origin {
    const receivedMs = BigInt(Math.round(more.receivedMs ?? writtenMs));
    return create(api.OriginSchema, { kind, name, writtenMs: BigInt(Math.round(writtenMs)), receivedMs, bySlip: more.bySlip ?? false });
  }

  fieldType(type: string, name: string): api.FieldType | undefined {
    return this.schema.types.find((one) => one.name === type)?.fields.find((field) => field.name === name);
  }

  roleValue(record: StoredRecord, role: Role): string[] {
    const field = this.schema.types.find((one) => one.name === record.type)?.fields.find((one) => one.role === role);
    return field ? this.valuesOf(record, field.name) : [];
  }

  valuesOf(record: StoredRecord, name: string): string[] {
    const versions = record.versions.get(name) ?? [];
    const holds = this.fieldType(record.type, name)?.merge === Merge.APPEND ? versions : versions.slice(0, 1);
    return holds.flatMap((version) => version.values);
  }

  add(type: string, fields: { [name: string]: string | string[] }, origin: api.Origin): string {
    const id = randomUUID();
    const record: StoredRecord = { id, type, versions: new Map() };
    this.records.set(id, record);
    for (const [name, value] of Object.entries(fields)) this.write(id, name, [value].flat(), [], origin);
    return id;
  }

  // Seen versions end; in an APPEND field nothing ends.
  write(id: string, name: string, values: string[], seen: string[], origin: api.Origin, event = 'written'): void {
    const record = this.records.get(id)!;
    const appends = this.fieldType(record.type, name)?.merge === Merge.APPEND;
    const before = record.versions.get(name) ?? [];
    const left = appends ? before : before.filter((version) => !seen.includes(version.dot));
    const version = { dot: `${'ab'.repeat(16)}:${++this.seq}`, values, origin };
    record.versions.set(name, [version, ...left]);
    this.history.push(create(api.HistoryLineSchema, { field: name, values, origin, event, recordId: id }));
  }

  openConflict(recordId: string, field: string, openedMs: number): string {
    const record = this.records.get(recordId)!;
    const caseId = randomUUID();
    this.cases.unshift(
      create(api.CaseSummarySchema, {
        caseId,
        kind: api.CaseKind.CONFLICT,
        recordId,
        recordType: record.type,
        field,
        title: this.titleOf(record),
        openedMs: BigInt(openedMs),
      }),
    );
    const origin = create(api.OriginSchema, { kind: 'server', writtenMs: BigInt(openedMs), receivedMs: BigInt(openedMs) });
    this.history.push(create(api.HistoryLineSchema, { field, origin, event: 'conflict', recordId }));
    return caseId;
  }

  field(record: StoredRecord, name: string): api.Field {
    const versions = record.versions.get(name) ?? [];
    const type = this.fieldType(record.type, name);
    return create(api.FieldSchema, {
      number: type?.number ?? 0,
      name,
      values: this.valuesOf(record, name),
      inConflict: type?.merge === Merge.REVIEW && versions.length > 1,
      versions: versions.map((version) => create(api.FieldVersionSchema, version)),
    });
  }

  record(record: StoredRecord): api.Record {
    const fields = [...record.versions.keys()].map((name) => this.field(record, name));
    return create(api.RecordSchema, { recordId: record.id, type: record.type, fields });
  }

  referred(record: StoredRecord): StoredRecord[] {
    const fields = this.schema.types.find((type) => type.name === record.type)?.fields ?? [];
    const ids = fields.filter((field) => field.refersTo).flatMap((field) => this.valuesOf(record, field.name));
    return ids.map((id) => this.records.get(id)).filter((one): one is StoredRecord => one !== undefined);
  }

  // What it refers to, and what refers to it or to those.
  related(record: StoredRecord): StoredRecord[] {
    const near = this.referred(record);
    const centre = new Set([record, ...near]);
    const far = [...this.records.values()].filter((other) => this.referred(other).some((target) => centre.has(target)));
    return [...new Set([...near, ...far])].filter((other) => other !== record);
  }

  titleOf(record: StoredRecord): string {
    const own = this.roleValue(record, Role.TITLE)[0];
    return own ?? this.referred(record).map((other) => this.titleOf(other))[0] ?? '';
  }

  row(record: StoredRecord): api.InboxRow {
    const all = [record, ...this.referred(record)];
    const first = (role: Role) => all.map((one) => this.roleValue(one, role)[0]).find(Boolean) ?? '';
    return create(api.InboxRowSchema, {
      recordId: record.id,
      type: record.type,
      title: this.titleOf(record),
      topics: this.roleValue(record, Role.TOPIC),
      language: first(Role.LANGUAGE),
      site: first(Role.SITE),
      createdMs: BigInt(first(Role.CREATED) || 0),
      status: this.roleValue(record, Role.STATUS)[0] ?? '',
      assignee: this.roleValue(record, Role.ASSIGNEE)[0] ?? '',
      hasCase: all.some((one) => this.openCasesOf(one).length > 0),
    });
  }

  openCasesOf(record: StoredRecord): api.CaseSummary[] {
    return this.cases.filter((one) => one.recordId === record.id && one.closedMs === 0n);
  }

  inboxRows(): { row: api.InboxRow; text: string }[] {
    const inbox = new Set(this.schema.types.filter((type) => type.inbox).map((type) => type.name));
    return [...this.records.values()]
      .filter((record) => inbox.has(record.type))
      .map((record) => ({ row: this.row(record), text: this.searchText(record) }))
      .sort((one, other) => Number(other.row.createdMs - one.row.createdMs));
  }

  private searchText(record: StoredRecord): string {
    const all = [record, ...this.referred(record)];
    const values = all.flatMap((one) => [...one.versions.values()].flat().flatMap((version) => version.values));
    return values.join('\n').toLowerCase();
  }
}

export const staffName = 'M. Arslan';
export const xssName = '<img src=x onerror="window.wasRun=true">';

// Seven enquiries and registrations as on a Monday morning, one conflict, one entry in quarantine.
export function filledCentre(schema: api.GetSchemaResponse, nowMs: number): { centre: FakeCentre; conflictId: string; quarantineId: string } {
  const centre = new FakeCentre(schema);
  const visit = (site: string, hoursAgo: number, person: { [name: string]: string | string[] }, type: string, asked: { [name: string]: string | string[] }) => {
    const at = nowMs - hoursAgo * hourMs;
    const names: { [site: string]: string } = { centre: 'Stadtteilzentrum', library: 'Bibliothek', family: 'Familienhaus' };
    const origin = centre.origin('kiosk', names[site] ?? site, at);
    const stamp = { site, created_ms: String(Math.round(at)) };
    const contact = centre.add('Contact', { ...person, ...stamp }, origin);
    const id = centre.add(type, { ...asked, contact, ...stamp }, origin);
    const consent = { contact, purpose: 'answer', state: 'CONSENT_STATE_GIVEN', language: person.language ?? 'de', site, given_ms: stamp.created_ms };
    centre.add('Consent', consent, origin);
    centre.add('Consent', { ...consent, purpose: 'network', state: 'CONSENT_STATE_REFUSED' }, origin);
    return { contact, id };
  };
  visit('centre', 1, { names: 'Nguyễn Thị Hoa', reach: 'phone', phone: '+49 30 5550 1182', language: 'vi' }, 'Enquiry', {
    topics: ['grant-application', 'finance-plan'],
    on_behalf: 'organisation',
    text: 'Chúng tôi muốn xin tài trợ cho một lễ hội khu phố. Hạn nộp là khi nào?',
    status: 'REQUEST_STATUS_NEW',
  });
  visit('library', 2, { names: 'محمد الخطيب', reach: 'messenger', phone: '+49 152 555 0143', language: 'ar' }, 'Registration', {
    offer: 'projects',
    session: 'projects-1',
    seats: '2',
    state: 'REGISTRATION_STATE_WAITING',
  });
  visit('centre', 17, { names: 'Initiative Elternbrücke', reach: 'email', email: 'post@elternbruecke.example', language: 'de' }, 'Organisation', {
    name: 'Initiative Elternbrücke',
    legal_form: 'initiative',
    themes: ['founding', 'anti-discrimination'],
    about: 'Wir begleiten Eltern bei Gesprächen in der Schule, übersetzen Briefe und treffen uns jeden zweiten Donnerstag. '.repeat(3).trim(),
    status: 'REQUEST_STATUS_IN_PROGRESS',
  });
  const oksana = visit('family', 18, { names: 'Оксана К.', reach: 'phone', language: 'uk' }, 'Enquiry', {
    topics: ['recognition'],
    on_behalf: 'self',
    text: 'Мій диплом медсестри ще не визнано. Куди мені звернутися?',
    status: 'REQUEST_STATUS_IN_PROGRESS',
    assignee: staffName,
  });
  visit('library', 22, { names: 'Verein Puente e.V.', reach: 'email', email: 'hola@puente.example', language: 'es' }, 'Enquiry', {
    topics: ['founding'],
    text: '¿Qué necesita una asociación para ser reconocida?',
    status: 'REQUEST_STATUS_IN_PROGRESS',
  });
  visit('family', 70, { names: 'Ayşe D.', reach: 'none', language: 'tr' }, 'Enquiry', { topics: ['public-relations'], text: 'Mahalle şenliğinde bir stant açmak istiyoruz.', status: 'REQUEST_STATUS_NEW' });
  visit('library', 71, { names: 'J. Kowalska', reach: 'phone', phone: '+49 30 5550 0991', language: 'pl' }, 'Registration', { offer: 'reading', seats: '2', state: 'REGISTRATION_STATE_CONFIRMED' });
  visit('centre', 96, { names: xssName, reach: 'none', language: 'en' }, 'Enquiry', {
    topics: ['other'],
    text: '"><script>window.wasRun=true</script> javascript:alert(1)',
    status: 'REQUEST_STATUS_CLOSED',
  });
  centre.add('Feedback', { face: 'good', line: 'Danke!', site: 'library', created_ms: String(nowMs - 100 * hourMs) }, centre.origin('kiosk', 'Bibliothek', nowMs - 100 * hourMs));

  centre.write(oksana.contact, 'phone', ['+49 151 2040 7718'], [], centre.origin('kiosk', 'Familienhaus', nowMs - 18 * hourMs));
  const first = centre.records.get(oksana.contact)!.versions.get('phone')![0]!.dot;
  centre.write(oksana.contact, 'phone', ['+49 160 555 0192'], [first], centre.origin('staff', staffName, nowMs - 3 * hourMs));
  centre.write(oksana.contact, 'phone', ['+49 151 2040 7781'], [first], centre.origin('kiosk', 'Familienhaus', nowMs - 4 * hourMs, { bySlip: true, receivedMs: nowMs - 2 * hourMs }));
  const conflictId = centre.openConflict(oksana.contact, 'phone', nowMs - 2 * hourMs);
  centre.add('Note', { record: oksana.id, text: 'Angerufen, Mailbox. Morgen noch einmal.' }, centre.origin('staff', staffName, nowMs - 3 * hourMs));

  const quarantineId = randomUUID();
  const reason = 'This entry is of a newer format; update the server.';
  centre.cases.push(create(api.CaseSummarySchema, { caseId: quarantineId, kind: api.CaseKind.QUARANTINE, quarantineReason: api.QuarantineReason.NEWER, title: 'Kiosk Bibliothek', reason, openedMs: BigInt(nowMs - 30 * hourMs) }));
  const broken = (values: { [name: string]: string[] }) => Object.entries(values).map(([name, held]) => create(api.FieldEditSchema, { name, values: held }));
  const content = [
    create(api.NewRecordSchema, { type: 'Contact', fields: broken({ names: ['ليلى حداد'], phone: ['null'], language: ['ar'] }) }),
    create(api.NewRecordSchema, { type: 'Enquiry', fields: broken({ text: ['أين أسجل طفلي؟'], contact: ['#0'], topics: ['housing'] }) }),
  ];
  centre.unsettled.set(quarantineId, { content, origin: centre.origin('kiosk', 'Kiosk 2', nowMs - 31 * hourMs, { receivedMs: nowMs - 30 * hourMs }) });
  addKiosks(centre, nowMs);
  return { centre, conflictId, quarantineId };
}

function addKiosks(centre: FakeCentre, nowMs: number): void {
  const kiosk = (name: string, site: string, minutesAgo: number, confirmed: bigint, unsent: bigint, connected: boolean) =>
    centre.kiosks.push(
      create(api.KioskSchema, {
        kioskId: randomUUID(),
        name,
        site,
        lastContactMs: BigInt(nowMs - minutesAgo * 60_000),
        connected,
        confirmedAtKiosk: confirmed,
        storedAtServer: confirmed - unsent,
        unsent,
        clockErrorMs: connected ? 120n : -94_000n,
        diskFreeBytes: 48_300_000_000n,
        programVersion: '0.1.0',
      }),
    );
  kiosk('Stadtteilzentrum', 'centre', 1, 128n, 0n, true);
  kiosk('Bibliothek', 'library', 3, 84n, 0n, true);
  kiosk('Familienhaus', 'family', 125, 67n, 6n, false);
}
