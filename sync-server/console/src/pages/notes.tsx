// Remarks of staff on a record: records of the type that may refer to any other.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Record } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { useNotice } from '../controls/notice';
import { TextBox } from '../controls/text_box';
import { originText, originWhen } from '../fields/origin';
import { violationText } from '../fields/violations';
import { useSession } from '../shell/session';
import { sentenceOf, staff } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { fieldOf } from '../staff/schema';
import { useSpeech } from '../words';

const noteRows = 3;

export function Notes({ record, related }: { record: Record; related: Record[] }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const show = useNotice();
  const refresh = useRefresh();
  const remark = schema.remarkType();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () =>
      staff.createRecord({
        records: [
          {
            type: remark!.type.name,
            fields: [
              { name: remark!.on.name, values: [record.recordId] },
              { name: remark!.text.name, values: [text.trim()] },
            ],
          },
        ],
      }),
    onSuccess: async ({ violations }) => {
      if (violations.length > 0) return;
      await refresh();
      setText('');
      show({ text: words.noteAdded });
    },
  });
  if (!remark) return null;
  const notes = related.filter((other) => other.type === remark.type.name);
  const problem = add.error ? sentenceOf(add.error) || words.failedTitle : violationText(add.data?.violations, remark.text.name, language);
  return (
    <section className="card pad">
      <h2>{words.notes}</h2>
      {notes.length === 0 && <p className="quiet">{words.notesEmpty}</p>}
      <ul className="notes">
        {notes.map((note) => {
          const held = fieldOf(note, remark.text.name);
          const origin = held?.versions[0]?.origin;
          return (
            <li key={note.recordId}>
              {held?.values.map((value, index) => (
                <p key={index} dir="auto" className="value">
                  {value}
                </p>
              ))}
              <p className="quiet">{`${originText(origin, words)} · ${originWhen(origin, language, words)}`}</p>
            </li>
          );
        })}
      </ul>
      <form
        className="note-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() && !add.isPending) add.mutate();
        }}
      >
        <TextBox label={words.newNote} value={text} onChange={setText} rows={noteRows} maxLength={remark.text.maxLength || undefined} error={problem} />
        <Button type="submit" isDisabled={text.trim() === '' || add.isPending}>
          {words.addNote}
        </Button>
      </form>
    </section>
  );
}
