// A visitor is at the desk with a slip: its code leads to what was entered. The code never stands in the address.
import { Code } from '@connectrpc/connect';
import { useMutation } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { GetRecordResponse } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { TypeWord } from '../controls/tag';
import { TextBox } from '../controls/text_box';
import { go, paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { hasCode, sentenceOf, staff, troubleOf } from '../staff/client';
import { titleOf, type Schema } from '../staff/schema';
import { useSpeech } from '../words';
import type { Words } from '../words/de';

// As printed and spoken: three groups of four, with room for blanks and dashes.
const codeTypedMax = 40;

function problemOf(error: Error, words: Words): string {
  if (hasCode(error, Code.InvalidArgument)) return words.slipWrong;
  if (hasCode(error, Code.NotFound)) return words.slipUnknown;
  return troubleOf(error) === 'away' ? words.awayTitle : sentenceOf(error) || words.failedTitle;
}

// What staff work on, where the visit made any of it; else all that it made.
function telling(found: GetRecordResponse[], schema: Schema): GetRecordResponse[] {
  const worked = found.filter((one) => schema.type(one.record?.type ?? '')?.inbox);
  return worked.length > 0 ? worked : found;
}

export function SlipPage() {
  const { words } = useSpeech();
  const { schema } = useSession();
  const [code, setCode] = useState('');
  const find = useMutation({
    mutationFn: async () => {
      const { recordIds } = await staff.findBySlip({ code });
      return telling(await Promise.all(recordIds.map((recordId) => staff.getRecord({ recordId }))), schema);
    },
    onSuccess: (found) => {
      if (found.length === 1) go(paths.record(found[0]?.record?.recordId ?? ''));
    },
  });
  const found = find.data ?? [];
  return (
    <Page title={words.slipTitle} under={<p>{words.slipText}</p>}>
      <form
        className="card pad slip-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!find.isPending) find.mutate();
        }}
      >
        <TextBox
          label={words.slipCode}
          hint={words.slipHint}
          value={code}
          onChange={setCode}
          maxLength={codeTypedMax}
          autoComplete="off"
          autoFocus
          error={find.error ? problemOf(find.error, words) : undefined}
        />
        <Button type="submit" weight="primary">
          <Search aria-hidden />
          {words.slipFind}
        </Button>
      </form>
      {found.length > 1 && <FoundBySlip found={found} />}
    </Page>
  );
}

function FoundBySlip({ found }: { found: GetRecordResponse[] }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  return (
    <section className="card pad" role="status">
      <h2>{words.slipFound}</h2>
      <ul className="slip-found">
        {found.map(({ record, related }) =>
          record ? (
            <li key={record.recordId}>
              <a href={paths.record(record.recordId)}>
                <bdi>{titleOf(schema, record, related) || schema.typeLabel(record.type, language)}</bdi>
              </a>
              <TypeWord accent={schema.accentOf(record.type)}>{schema.typeLabel(record.type, language)}</TypeWord>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}
