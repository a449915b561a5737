// A record with everything that belongs to it: fields, related records, notes, history; status and assignee
// at the top; printable.
import { GitMerge, Printer } from 'lucide-react';
import { Role } from '../gen/foyer/options_pb';
import type { GetRecordResponse, Record } from '../gen/foyer/staff/v1/staff_pb';
import { Button, ButtonLink } from '../controls/button';
import { Loading, TroubleBox } from '../controls/panel';
import { TypeWord } from '../controls/tag';
import { valuesText } from '../fields/field_value';
import { paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { useRecord } from '../staff/queries';
import { titleOf, valuesOf } from '../staff/schema';
import { useSpeech } from '../words';
import { reasonOf } from './case_reason';
import { ErasePerson } from './erase_person';
import { Notes } from './notes';
import { RecordHistory } from './record_history';
import { RecordCard, RecordLines } from './record_card';
import { RecordState } from './record_state';

export function RecordPage({ id }: { id: string }) {
  const { words } = useSpeech();
  const found = useRecord(id);
  if (!found.data?.record) {
    return (
      <Page title={words.inbox} trail={[{ href: paths.inbox, label: words.inbox }]}>
        {found.isPending ? <Loading /> : <TroubleBox error={found.error} onRetry={() => void found.refetch()} />}
      </Page>
    );
  }
  return <FoundRecord found={found.data} record={found.data.record} />;
}

// The fields with these roles stand in the heading of the page.
const headRoles = [Role.STATUS, Role.ASSIGNEE, Role.CREATED, Role.SITE];

function FoundRecord({ found, record }: { found: GetRecordResponse; record: Record }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const label = schema.typeLabel(record.type, language);
  const titleField = schema.fieldWithRole(record.type, Role.TITLE);
  const rawTitle = titleOf(schema, record, found.related);
  const ownTitle = titleField?.codeList ? valuesText(schema, titleField, [rawTitle], language, words) : rawTitle;
  const title = ownTitle || label;
  const all = [record, ...found.related];
  const nameOfRecord = (id: string) => {
    const target = all.find((one) => one.recordId === id);
    return target ? titleOf(schema, target, all) : '';
  };
  const head = (role: Role) => {
    const field = schema.fieldWithRole(record.type, role);
    return field ? valuesText(schema, field, valuesOf(record, field.name), language, words) : '';
  };
  return (
    <Page
      title={title}
      heading={<bdi>{title}</bdi>}
      trail={[{ href: paths.inbox, label: words.inbox }, { label }]}
      under={
        <p className="record-under">
          <TypeWord accent={schema.accentOf(record.type)}>{label}</TypeWord>
          {head(Role.SITE) && <span>{head(Role.SITE)}</span>}
          {head(Role.CREATED) && <span>{`${words.received} ${head(Role.CREATED)}`}</span>}
        </p>
      }
      actions={
        <Button onPress={() => window.print()}>
          <Printer aria-hidden />
          {words.print}
        </Button>
      }
    >
      <OpenCases found={found} />
      {record.erased && (
        <div className="card pad">
          <h2>{words.erasedTitle}</h2>
          <p>{words.erasedText}</p>
        </div>
      )}
      <div className="record">
        <div className="record-main">
          {!record.erased && <RecordCard record={record} openCases={found.openCases} nameOfRecord={nameOfRecord} hiddenRoles={headRoles} />}
          <Related found={found} nameOfRecord={nameOfRecord} />
        </div>
        <aside className="record-side" aria-label={words.history}>
          {!record.erased && <RecordState record={record} />}
          {!record.erased && <Notes record={record} related={found.related} />}
          <RecordHistory found={found} all={all} />
          {!record.erased && <ErasePerson recordId={record.recordId} />}
        </aside>
      </div>
    </Page>
  );
}

function OpenCases({ found }: { found: GetRecordResponse }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  return found.openCases.map((one) => (
    <div key={one.caseId} className="card case-banner">
      <GitMerge aria-hidden />
      <p>
        <strong>{`${words.openCaseHere}: `}</strong>
        {one.field ? schema.labelOfFieldName(one.recordType, one.field, language) : reasonOf(one, words)}
      </p>
      <ButtonLink href={paths.case(one.caseId)} weight="primary">
        {words.decide}
      </ButtonLink>
    </div>
  ));
}

// Related records grouped by type; remarks have a place of their own.
function Related({ found, nameOfRecord }: { found: GetRecordResponse; nameOfRecord: (id: string) => string }) {
  const { schema } = useSession();
  const remark = schema.remarkType()?.type.name;
  const typeNames = [...new Set(found.related.map((record) => record.type))].filter((name) => name !== remark);
  return typeNames.map((name) => {
    const records = found.related.filter((record) => record.type === name);
    return records.length > 1 ? (
      <RecordLines key={name} records={records} nameOfRecord={nameOfRecord} />
    ) : (
      <RecordCard key={name} record={records[0]!} openCases={found.openCases} nameOfRecord={nameOfRecord} isRelated />
    );
  });
}
