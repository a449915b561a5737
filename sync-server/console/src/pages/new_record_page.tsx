// Takes an enquiry or registration by phone or at the desk. The form is the schema's: a new field in proto/
// appears here by itself.
import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FieldType, FieldViolation, RecordType } from '../gen/foyer/staff/v1/staff_pb';
import { Button, ButtonLink } from '../controls/button';
import { useNotice } from '../controls/notice';
import { FieldEditor } from '../fields/field_editor';
import { draftKey, firstFormType, formParts, missingFields, newRecords, type Draft, type FormPart } from '../fields/new_form';
import { isAbout, violationText, wordsOfViolation } from '../fields/violations';
import { go, paths } from '../route';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { sentenceOf, staff, troubleOf } from '../staff/client';
import { useRefresh } from '../staff/queries';
import { useSpeech } from '../words';
import { UnknownPage } from './unknown_page';

export function NewRecordPage({ typeName }: { typeName: string }) {
  const { schema } = useSession();
  const type = typeName ? schema.type(typeName) : firstFormType(schema);
  return type?.inbox ? <NewRecordForm type={type} /> : <UnknownPage />;
}

function NewRecordForm({ type }: { type: RecordType }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const show = useNotice();
  const refresh = useRefresh();
  const parts = useMemo(() => formParts(schema, type), [schema, type]);
  const [draft, setDraft] = useState<Draft>({});
  const [missing, setMissing] = useState<string[]>([]);
  const label = schema.typeLabel(type.name, language);
  const create = useMutation({
    mutationFn: () => staff.createRecord({ records: newRecords(parts, draft, Date.now()) }),
    onSuccess: async ({ recordIds, violations }) => {
      if (violations.length > 0) return focusFirstError();
      await refresh();
      show({ text: words.created(label) });
      go(paths.record(recordIds[recordIds.length - 1] ?? ''));
    },
  });
  const submit = () => {
    const open = missingFields(parts, draft);
    setMissing(open);
    if (open.length > 0) focusFirstError();
    else if (!create.isPending) create.mutate();
  };
  const violations = create.data?.violations ?? [];
  const ownerOf = (part: FormPart) => ({ type: part.type.name, record: parts.indexOf(part) });
  const isShown = (violation: FieldViolation) =>
    parts.some((part) => [...part.asked, ...part.more].some((field) => isAbout(violation, field.name, ownerOf(part))));
  const unplaced = violations.filter((violation) => !isShown(violation));
  const errorOf = (part: FormPart, field: FieldType) => {
    if (missing.includes(draftKey(part.type, field))) return words.requiredMissing;
    return violationText(violations, field.name, language, ownerOf(part));
  };
  const failure = create.error && (troubleOf(create.error) === 'away' ? words.awayTitle : sentenceOf(create.error) || words.failedTitle);
  const editor = (part: FormPart, field: FieldType) => {
    const key = draftKey(part.type, field);
    return (
      <FieldEditor
        key={key}
        schema={schema}
        field={field}
        label={schema.fieldLabel(field, language)}
        values={draft[key] ?? []}
        error={errorOf(part, field)}
        onChange={(values) => {
          setMissing((open) => open.filter((one) => one !== key));
          setDraft((before) => ({ ...before, [key]: values }));
        }}
      />
    );
  };
  return (
    <Page title={words.takeEnquiry} trail={[{ href: paths.inbox, label: words.inbox }, { label }]} under={<p>{words.newText}</p>}>
      <KindChoice chosen={type.name} />
      <form
        className="new-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {parts.map((part) => (
          <fieldset key={part.type.name} className="card pad">
            <legend>{schema.typeLabel(part.type.name, language)}</legend>
            {part.asked.map((field) => editor(part, field))}
            {part.more.length > 0 && (
              <details className="more-fields" open={violations.some((violation) => part.more.some((field) => isAbout(violation, field.name, ownerOf(part))))}>
                <summary>
                  <ChevronDown aria-hidden />
                  {words.moreQuestions}
                </summary>
                {part.more.map((field) => editor(part, field))}
              </details>
            )}
          </fieldset>
        ))}
        {(failure || violations.length > 0) && (
          <p className="form-error" role="alert">
            {failure || [words.notAccepted, ...unplaced.map((violation) => wordsOfViolation(violation, language))].join(' ')}
          </p>
        )}
        <div className="form-actions">
          <Button type="submit" weight="primary">
            {words.create}
          </Button>
          <ButtonLink href={paths.inbox}>{words.cancel}</ButtonLink>
        </div>
      </form>
    </Page>
  );
}

// After the errors are on the page, the first wrong field has the focus.
function focusFirstError(): void {
  window.requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.new-form [aria-invalid="true"], .new-form [data-invalid] input')?.focus();
  });
}

function KindChoice({ chosen }: { chosen: string }) {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const first = firstFormType(schema);
  const types = schema.inboxTypes().sort((one, other) => Number(other === first) - Number(one === first));
  if (types.length < 2) return null;
  return (
    <nav className="kinds" aria-label={words.newKind}>
      {types.map((type) => (
        <a key={type.name} className="chip" href={paths.new(type.name)} aria-current={type.name === chosen ? 'true' : undefined}>
          {schema.typeLabel(type.name, language)}
        </a>
      ))}
    </nav>
  );
}
