// Where staff stand with a record: status and who is on it, saved as soon as chosen.
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { Role } from '../gen/foyer/options_pb';
import type { FieldType, Record } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { SelectBox } from '../controls/select_box';
import { TextBox } from '../controls/text_box';
import { useFieldEdit } from '../fields/edit_field';
import { useSession } from '../shell/session';
import { fieldOf, isEditable } from '../staff/schema';
import { useSpeech } from '../words';

export function RecordState({ record }: { record: Record }) {
  const { schema } = useSession();
  const status = schema.fieldWithRole(record.type, Role.STATUS);
  const assignee = schema.fieldWithRole(record.type, Role.ASSIGNEE);
  if (!status && !assignee) return null;
  return (
    <div className="card pad record-state">
      {status && <StatusChoice record={record} field={status} />}
      {assignee && <AssigneeChoice key={fieldOf(record, assignee.name)?.values[0] ?? ''} record={record} field={assignee} />}
    </div>
  );
}

function StatusChoice({ record, field }: { record: Record; field: FieldType }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const held = fieldOf(record, field.name);
  const edit = useFieldEdit(record.recordId, field, held, () => undefined);
  const value = held?.values[0] ?? '';
  return (
    <SelectBox
      label={words.status}
      value={value}
      choices={schema.choices(field.codeList, language, words, held?.values)}
      emptyLabel={value === '' ? words.statusMissing : undefined}
      isDisabled={!isEditable(field, held?.values ?? [])}
      error={edit.problem}
      onChange={(chosen) => edit.save(chosen === '' ? [] : [chosen])}
    />
  );
}

function AssigneeChoice({ record, field }: { record: Record; field: FieldType }) {
  const { words } = useSpeech();
  const { account } = useSession();
  const held = fieldOf(record, field.name);
  const value = held?.values[0] ?? '';
  const [typed, setTyped] = useState(value);
  const edit = useFieldEdit(record.recordId, field, held, () => undefined);
  const save = (name: string) => edit.save(name.trim() === '' ? [] : [name.trim()]);
  return (
    <form
      className="in-charge"
      onSubmit={(event) => {
        event.preventDefault();
        save(typed);
      }}
    >
      <TextBox label={words.assignee} value={typed} onChange={setTyped} maxLength={field.maxLength || undefined} error={edit.problem} />
      {typed.trim() !== value ? (
        <Button type="submit">
          {words.save}
        </Button>
      ) : (
        value !== account.name && (
          <Button onPress={() => save(account.name)}>
            <Hand aria-hidden />
            {words.takeOver}
          </Button>
        )
      )}
    </form>
  );
}
