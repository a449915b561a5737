// What to do with an entry in quarantine: try it again, write it right, or discard it. Each says why, for the next
// person who asks; nothing of it is ever taken out of the server's log.
import { useMutation } from '@tanstack/react-query';
import { Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { SettlementAct } from '../gen/foyer/record/v1/change_pb';
import type { FieldType, NewRecord } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { useNotice } from '../controls/notice';
import { TextBox } from '../controls/text_box';
import { cleaned, FieldEditor } from '../fields/field_editor';
import { isAbout, violationText, wordsOfViolation } from '../fields/violations';
import { go, paths } from '../route';
import { useSession } from '../shell/session';
import { sentenceOf, staff, troubleOf } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { isAsked, type Schema } from '../staff/schema';
import { useSpeech } from '../words';

const reasonLengthMax = 500;
const reasonRows = 2;

// The entry with the values that are on the screen now; what a person is not asked for stays as it came.
type Draft = { type: string; values: Map<string, string[]> }[];

function draftOf(content: NewRecord[]): Draft {
  return content.map(({ type, fields }) => ({ type, values: new Map(fields.map((field) => [field.name, field.values])) }));
}

function recordsOf(draft: Draft) {
  return draft.map(({ type, values }) => ({
    type,
    fields: [...values].map(([name, held]) => ({ name, values: cleaned(held) })).filter((field) => field.values.length > 0),
  }));
}

function askedOf(schema: Schema, typeName: string, values: Map<string, string[]>): FieldType[] {
  return (schema.type(typeName)?.fields ?? []).filter((field) => isAsked(field) && (field.required || values.has(field.name)));
}

// `caseId` of an entry in quarantine, or `changeId` of one that waits for its visit.
export function Settle({ caseId = '', changeId = '', content }: { caseId?: string; changeId?: string; content: NewRecord[] }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const show = useNotice();
  const refresh = useRefresh();
  const [act, setAct] = useState<SettlementAct>(SettlementAct.UNSPECIFIED);
  const [reason, setReason] = useState('');
  const [draft, setDraft] = useState<Draft>(() => draftOf(content));
  const settle = useMutation({
    mutationFn: (way: SettlementAct) =>
      staff.settleChange({ caseId, changeId, act: way, reason: reason.trim(), records: way === SettlementAct.REPLACE ? recordsOf(draft) : [] }),
    onSuccess: async ({ summary: after, violations }, way) => {
      if (violations.length > 0) return;
      await refresh();
      // Of a change that waits there is no case: it is gone from the list, or it is not.
      const isOpen = after ? after.closedMs === 0n : way === SettlementAct.TRY_AGAIN;
      if (way === SettlementAct.TRY_AGAIN) show({ text: isOpen ? words.settledNot : words.settledAgain });
      else show({ text: way === SettlementAct.REPLACE ? words.settledReplaced : words.settledDiscarded });
      if (!isOpen) go(paths.cases);
    },
    // Somebody else settled it: what is there now is shown beside the reason.
    onError: refresh,
  });
  const perform = (way: SettlementAct) => {
    if (!settle.isPending) settle.mutate(way);
  };
  const open = (way: SettlementAct) => {
    settle.reset();
    setAct(way);
  };
  const violations = settle.data?.violations ?? [];
  const isShown = (violation: (typeof violations)[number]) =>
    draft.some(({ type, values }, record) => askedOf(schema, type, values).some((field) => isAbout(violation, field.name, { type, record })));
  const unplaced = violations.filter((violation) => !isShown(violation)).map((violation) => wordsOfViolation(violation, language));
  const failure = settle.error && (troubleOf(settle.error) === 'away' ? words.awayTitle : sentenceOf(settle.error) || words.failedTitle);
  const problem = failure || (violations.length > 0 ? [words.notAccepted, ...unplaced].join(' ') : '');
  const isReplacing = act === SettlementAct.REPLACE;
  return (
    <section className="card pad settle">
      <h2>{words.settleTitle}</h2>
      {act === SettlementAct.UNSPECIFIED ? (
        <div className="settle-ways">
          <Button onPress={() => perform(SettlementAct.TRY_AGAIN)}>
            <RotateCw aria-hidden />
            {words.settleTryAgain}
          </Button>
          {content.length > 0 && (
            <Button onPress={() => open(SettlementAct.REPLACE)}>
              <Pencil aria-hidden />
              {words.settleReplace}
            </Button>
          )}
          <Button onPress={() => open(SettlementAct.DISCARD)}>
            <Trash2 aria-hidden />
            {words.settleDiscard}
          </Button>
        </div>
      ) : (
        <form
          className="settle"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) perform(act);
          }}
        >
          <p className="quiet">{isReplacing ? words.settleReplaceText : words.settleDiscardText}</p>
          {isReplacing &&
            draft.map(({ type, values }, record) => (
              <fieldset key={record}>
                <legend>{schema.typeLabel(type, language)}</legend>
                {askedOf(schema, type, values).map((field) => (
                  <FieldEditor
                    key={field.name}
                    schema={schema}
                    field={field}
                    label={schema.fieldLabel(field, language)}
                    values={values.get(field.name) ?? []}
                    error={violationText(violations, field.name, language, { type, record })}
                    onChange={(held) =>
                      setDraft((before) => before.map((one, place) => (place === record ? { type, values: new Map(one.values).set(field.name, held) } : one)))
                    }
                  />
                ))}
              </fieldset>
            ))}
          <TextBox label={words.settleReason} value={reason} onChange={setReason} rows={reasonRows} maxLength={reasonLengthMax} autoFocus={!isReplacing} />
          <div className="form-actions">
            <Button type="submit" weight="primary" isDisabled={reason.trim() === ''}>
              {isReplacing ? words.settleReplaceDone : words.settleDiscardDone}
            </Button>
            <Button onPress={() => open(SettlementAct.UNSPECIFIED)}>{words.cancel}</Button>
          </div>
        </form>
      )}
      {problem && (
        <p className="form-error" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
