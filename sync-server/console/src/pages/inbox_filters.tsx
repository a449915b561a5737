// Search and filters above the inbox; the choices come from the schema and the catalogue.
import { Search, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { Button as OurButton } from '../controls/button';
import { CheckMark } from '../controls/check_list';
import { FilterMenu, FilterPopover } from '../controls/filter_menu';
import { TextBox } from '../controls/text_box';
import { Role } from '../gen/foyer/options_pb';
import { useSession } from '../shell/session';
import { useSpeech } from '../words';
import { chooseInbox, everything, isFiltered, useInboxChoice } from './inbox_choice';

// A search starts when typing pauses, not at every letter.
const searchPauseMs = 250;

export function InboxFilters() {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  const choice = useInboxChoice();
  const types = schema.inboxTypes().map((type) => ({ id: type.name, label: schema.typeLabel(type.name, language) }));
  const dates = [choice.from, choice.until].filter(Boolean).join(' – ');
  return (
    <div className="filters">
      <SearchBox />
      <FilterMenu label={words.filterSite} choices={schema.choicesOfRole(Role.SITE, language, words)} values={choice.sites} onChange={(sites) => chooseInbox({ sites })} />
      <FilterMenu label={words.filterType} choices={types} values={choice.types} onChange={(chosen) => chooseInbox({ types: chosen })} />
      <FilterMenu label={words.filterTopic} choices={schema.choicesOfRole(Role.TOPIC, language, words)} values={choice.topics} onChange={(topics) => chooseInbox({ topics })} />
      <FilterMenu label={words.filterLanguage} choices={schema.languageChoices(language)} values={choice.languages} onChange={(languages) => chooseInbox({ languages })} />
      <FilterMenu label={words.filterStatus} choices={schema.choicesOfRole(Role.STATUS, language, words)} values={choice.statuses} onChange={(statuses) => chooseInbox({ statuses })} />
      <FilterPopover label={words.filterDate} shown={dates ? `${words.filterDate}: ${dates}` : words.filterDate} isActive={dates !== ''}>
        <TextBox label={words.dateFrom} type="date" value={choice.from} onChange={(from) => chooseInbox({ from })} />
        <TextBox label={words.dateUntil} type="date" value={choice.until} onChange={(until) => chooseInbox({ until })} />
      </FilterPopover>
      <CheckMark isSelected={choice.onlyWithCase} onChange={(onlyWithCase) => chooseInbox({ onlyWithCase })}>
        {words.onlyWithCase}
      </CheckMark>
      {isFiltered(choice) && (
        <OurButton weight="quiet" onPress={() => chooseInbox(everything)}>
          <X aria-hidden />
          {words.clearFilters}
        </OurButton>
      )}
    </div>
  );
}

function SearchBox() {
  const { words } = useSpeech();
  const { typed, search, tokens } = useInboxChoice();
  useEffect(() => {
    if (typed === search) return;
    const timer = window.setTimeout(() => chooseInbox({ search: typed }), searchPauseMs);
    return () => window.clearTimeout(timer);
  }, [typed, search]);
  return (
    <SearchField className="search" value={typed} onChange={(text) => chooseInbox({ typed: text, tokens })}>
      <Label className="visually-hidden">{words.searchInbox}</Label>
      <Search aria-hidden />
      <Input className="input" placeholder={words.searchInbox} dir="auto" />
      <Button className="search-clear" aria-label={words.clearSearch}>
        <X aria-hidden />
      </Button>
    </SearchField>
  );
}
