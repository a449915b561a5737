// Writing one field: the values and every version that was on the screen.
import { useMutation } from '@tanstack/react-query';
import type { Field, FieldType } from '../gen/foyer/staff/v1/staff_pb';
import { useNotice } from '../controls/notice';
import { sentenceOf, staff, troubleOf } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { dotsOf } from '../staff/schema';
import { useSpeech } from '../words';
import { violationText } from './violations';

export function useFieldEdit(recordId: string, field: FieldType, held: Field | undefined, onSaved: () => void) {
  const { words, language } = useSpeech();
  const show = useNotice();
  const refresh = useRefresh();
  const edit = useMutation({
    mutationFn: (values: string[]) => staff.editRecord({ recordId, edits: [{ name: field.name, values, seen: dotsOf(held) }] }),
    onSuccess: async ({ violations }) => {
      if (violations.length > 0) return;
      await refresh();
      onSaved();
      show({ text: words.saved });
    },
  });
  const failure = edit.error && (troubleOf(edit.error) === 'away' ? words.awayTitle : sentenceOf(edit.error) || words.failedTitle);
  const refusal = edit.data && violationText(edit.data.violations, field.name, language);
  const isRefused = (edit.data?.violations.length ?? 0) > 0;
  return {
    // One write at a time: the next one must have seen it.
    save: (values: string[]) => {
      if (!edit.isPending) edit.mutate(values);
    },
    isSaving: edit.isPending,
    problem: failure || refusal || (isRefused ? words.notAccepted : undefined),
    reset: edit.reset,
  };
}
