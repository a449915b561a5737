import { ButtonLink } from '../controls/button';
import { paths } from '../route';
import { Page } from '../shell/page';
import { useWords } from '../words';

export function UnknownPage() {
  const words = useWords();
  return (
    <Page title={words.pageMissing}>
      <ButtonLink href={paths.inbox}>{words.backToInbox}</ButtonLink>
    </Page>
  );
}
