// One line for each enquiry and registration; the whole line opens the record. On a narrow screen each line
// becomes a card, which is why the roles are written out.
import { Role } from '../gen/foyer/options_pb';
import type { InboxRow } from '../gen/foyer/staff/v1/staff_pb';
import { Tag, TypeWord, tintOfState } from '../controls/tag';
import { paths } from '../route';
import { useSession } from '../shell/session';
import { useSpeech } from '../words';
import { languageName, whenFull, whenShort } from '../words/time';

export function InboxTable({ rows }: { rows: InboxRow[] }) {
  const { words } = useSpeech();
  const columns = [
    words.columnName,
    words.columnTopic,
    words.columnType,
    words.columnLanguage,
    words.columnSite,
    words.columnReceived,
    words.columnStatus,
  ];
  return (
    <table className="table table-cards table-inbox" role="table" aria-label={words.inbox}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <InboxLine key={row.recordId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

// What stands for the code when the list is of the type's own field with this role.
function useRoleLabel(): (type: string, role: Role, code: string) => string {
  const { schema } = useSession();
  const { words, language } = useSpeech();
  return (type, role, code) => {
    const field = schema.fieldWithRole(type, role);
    return field?.codeList ? schema.codeLabel(field.codeList, code, language, words) : code;
  };
}

function InboxLine({ row }: { row: InboxRow }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const label = useRoleLabel();
  const received = Number(row.createdMs);
  const topics = row.topics.map((topic) => label(row.type, Role.TOPIC, topic)).join(', ');
  return (
    <tr role="row">
      <td role="cell" className="cell-name">
        <a href={paths.record(row.recordId)} className="line-link">
          <bdi>{label(row.type, Role.TITLE, row.title) || schema.typeLabel(row.type, language)}</bdi>
        </a>
      </td>
      <td role="cell" className="cell-topic" title={topics}>
        <bdi>{topics || words.none}</bdi>
      </td>
      <td role="cell">
        <TypeWord accent={schema.accentOf(row.type)}>{schema.typeLabel(row.type, language)}</TypeWord>
      </td>
      <td role="cell" title={languageName(row.language, language)}>
        <span className="language-name">{languageName(row.language, language) || words.none}</span>
        <span className="language-tag">{row.language || words.none}</span>
      </td>
      <td role="cell" className="quiet">
        {label(row.type, Role.SITE, row.site) || words.none}
      </td>
      <td role="cell" className="quiet">
        {received > 0 && (
          <time dateTime={new Date(received).toISOString()} title={whenFull(received, language)}>
            {whenShort(received, language)}
          </time>
        )}
      </td>
      <td role="cell" className="cell-status">
        {row.hasCase ? (
          <Tag tint="red">{words.conflictTag}</Tag>
        ) : (
          schema.fieldWithRole(row.type, Role.STATUS) && (
            <Tag tint={tintOfState(row.status)}>{row.status ? label(row.type, Role.STATUS, row.status) : words.statusMissing}</Tag>
          )
        )}
      </td>
    </tr>
  );
}
