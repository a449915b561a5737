// One record with all its fields, in the order of the schema; fields without a value are folded away.
import { ChevronDown } from 'lucide-react';
import type { Role } from '../gen/foyer/options_pb';
import type { CaseSummary, FieldType, Record } from '../gen/foyer/staff/v1/staff_pb';
import { valuesText } from '../fields/field_value';
import { paths } from '../route';
import { useSession } from '../shell/session';
import { fieldOf, isAsked, valuesOf } from '../staff/schema';
import { useSpeech } from '../words';
import { FieldRow } from './field_row';

interface RecordCardProps {
  record: Record;
  openCases: CaseSummary[];
  nameOfRecord: (recordId: string) => string;
  // Roles that the page already shows at its top.
  hiddenRoles?: Role[];
  // A related record is headed by a link to its own page.
  isRelated?: boolean;
}

export function RecordCard({ record, openCases, nameOfRecord, hiddenRoles = [], isRelated }: RecordCardProps) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const label = schema.typeLabel(record.type, language);
  const fields = (schema.type(record.type)?.fields ?? []).filter((field) => !hiddenRoles.includes(field.role));
  const hasContent = (field: FieldType) => {
    const held = fieldOf(record, field.name);
    return held?.inConflict || (held?.values.length ?? 0) > 0;
  };
  const filled = fields.filter(hasContent);
  const open = fields.filter((field) => !hasContent(field) && isAsked(field));
  const row = (field: FieldType) => (
    <FieldRow
      key={field.name}
      recordId={record.recordId}
      type={field}
      held={fieldOf(record, field.name)}
      openCase={openCases.find((one) => one.recordId === record.recordId && one.field === field.name)}
      nameOfRecord={nameOfRecord}
    />
  );
  return (
    <section className="card record-card" aria-label={label}>
      <h2>{isRelated ? <a href={paths.record(record.recordId)}>{label}</a> : label}</h2>
      {record.erased ? (
        <p className="pad quiet">{words.erasedText}</p>
      ) : (
        <>
          <dl>{filled.map(row)}</dl>
          {open.length > 0 && (
            <details className="more-fields">
              <summary>
                <ChevronDown aria-hidden />
                {`${words.moreFields} (${open.length})`}
              </summary>
              <dl>{open.map(row)}</dl>
            </details>
          )}
        </>
      )}
    </section>
  );
}

// Several short records of one type (such as the consents) as one card with a line each.
export function RecordLines({ records, nameOfRecord }: { records: Record[]; nameOfRecord: (recordId: string) => string }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const first = records[0]!;
  const label = schema.typeLabel(first.type, language);
  return (
    <section className="card record-card" aria-label={label}>
      <h2>{label}</h2>
      {records.map((record) => (
        <details key={record.recordId} className="more-fields record-line">
          <summary>
            <ChevronDown aria-hidden />
            <span dir="auto">{lineOf(record)}</span>
          </summary>
          <dl>
            {(schema.type(record.type)?.fields ?? [])
              .filter((field) => valuesOf(record, field.name).length > 0)
              .map((field) => (
                <FieldRow key={field.name} recordId={record.recordId} type={field} held={fieldOf(record, field.name)} openCase={undefined} nameOfRecord={nameOfRecord} />
              ))}
          </dl>
        </details>
      ))}
    </section>
  );

  // What such a record must say of itself, references aside.
  function lineOf(record: Record): string {
    const telling = (schema.type(record.type)?.fields ?? []).filter((field) => field.required && !field.refersTo && !field.time);
    const parts = telling.map((field) => valuesText(schema, field, valuesOf(record, field.name), language, words));
    return parts.filter(Boolean).join(': ') || label;
  }
}
