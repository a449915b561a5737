// One field of a record: its label, what holds, the answers that contradict each other, and its editor.
import { Pencil, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Merge } from '../gen/foyer/options_pb';
import type { CaseSummary, Field, FieldType } from '../gen/foyer/staff/v1/staff_pb';
import { Button, ButtonLink } from '../controls/button';
import { useFieldEdit } from '../fields/edit_field';
import { cleaned, FieldEditor } from '../fields/field_editor';
import { FieldValue } from '../fields/field_value';
import { originText, originWhen } from '../fields/origin';
import { paths } from '../route';
import { useSession } from '../shell/session';
import { isEditable } from '../staff/schema';
import { useSpeech } from '../words';

interface FieldRowProps {
  recordId: string;
  type: FieldType;
  held: Field | undefined;
  openCase: CaseSummary | undefined;
  nameOfRecord: (recordId: string) => string;
}

export function FieldRow({ recordId, type, held, openCase, nameOfRecord }: FieldRowProps) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const [isEditing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const label = schema.fieldLabel(type, language);
  const values = held?.values ?? [];
  const shown = { schema, field: type, language, words, nameOfRecord };
  const isAdding = type.merge === Merge.APPEND;
  // The focus goes back to where it came from when the button is there again, however late that is drawn.
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) editButton.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return (
    <div className={`row ${held?.inConflict ? 'row-conflict' : ''}`}>
      <dt>{label}</dt>
      <dd>
        {held?.inConflict ? (
          <ConflictingValues held={held} shown={shown} openCase={openCase} />
        ) : (
          (!isEditing || isAdding) &&
          values.map((value, index) => (
            <p key={index}>
              <FieldValue {...shown} value={value} />
            </p>
          ))
        )}
        {values.length === 0 && !held?.inConflict && !isEditing && <span className="quiet">{words.none}</span>}
        {isEditing && <RowEditor recordId={recordId} type={type} held={held} label={label} onClose={() => setEditing(false)} />}
      </dd>
      <dd className="row-action">
        {!isEditing && !held?.inConflict && isEditable(type, values) && (
          <Button ref={editButton} weight="quiet" aria-label={isAdding ? words.addTo(label) : words.edit(label)} onPress={() => setEditing(true)}>
            {isAdding ? <Plus aria-hidden /> : <Pencil aria-hidden />}
          </Button>
        )}
      </dd>
    </div>
  );
}

type Shown = Omit<Parameters<typeof FieldValue>[0], 'value'>;

function ConflictingValues({ held, shown, openCase }: { held: Field; shown: Shown; openCase: CaseSummary | undefined }) {
  const { words, language } = useSpeech();
  return (
    <div className="row-versions">
      {held.versions.map((version) => (
        <p key={version.dot}>
          {version.values.length === 0 && <span className="quiet">{words.emptyValue}</span>}
          {version.values.map((value, index) => (
            <FieldValue key={index} {...shown} value={value} />
          ))}
          <span className="quiet row-origin">{`${originText(version.origin, words)} · ${originWhen(version.origin, language, words)}`}</span>
        </p>
      ))}
      <p className="row-decide">
        <span>{words.fieldConflict}</span>
        {openCase && <ButtonLink href={paths.case(openCase.caseId)}>{words.decide}</ButtonLink>}
      </p>
    </div>
  );
}

interface RowEditorProps {
  recordId: string;
  type: FieldType;
  held: Field | undefined;
  label: string;
  onClose: () => void;
}

function RowEditor({ recordId, type, held, label, onClose }: RowEditorProps) {
  const { words } = useSpeech();
  const { schema } = useSession();
  const [values, setValues] = useState<string[]>(type.merge === Merge.APPEND ? [] : (held?.values ?? []));
  const edit = useFieldEdit(recordId, type, held, onClose);
  return (
    <form
      className="row-editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        edit.save(cleaned(values));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <FieldEditor schema={schema} field={type} values={values} onChange={setValues} label={label} error={edit.problem} autoFocus isLabelHidden />
      <div className="form-actions">
        <Button type="submit" weight="primary">
          {edit.isSaving ? words.saving : words.save}
        </Button>
        <Button onPress={onClose}>{words.cancel}</Button>
      </div>
    </form>
  );
}
