// "My views" beside the filters of the inbox: one tap shows a kept view, another keeps what is chosen now.
import { Bookmark, X } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../controls/button';
import { Role } from '../gen/foyer/options_pb';
import { useSession } from '../shell/session';
import { useSpeech } from '../words';
import { languageName } from '../words/time';
import { chooseInbox, everything, useInboxChoice } from './inbox_choice';
import { isEmptyView, keepView, removeView, sameView, useViews, viewOf, type InboxView } from './inbox_views';

// A view is called by what it shows, so that nobody writes a name into it.
function useViewName(): (view: InboxView) => string {
  const { words, language } = useSpeech();
  const { schema } = useSession();
  return (view) => {
    const ofRole = (role: Role, ids: string[]) => {
      const choices = schema.choicesOfRole(role, language, words);
      return ids.map((id) => choices.find((choice) => choice.id === id)?.label ?? id);
    };
    return [
      ...ofRole(Role.SITE, view.sites),
      ...view.types.map((type) => schema.typeLabel(type, language)),
      ...ofRole(Role.TOPIC, view.topics),
      ...view.languages.map((tag) => languageName(tag, language)),
      ...ofRole(Role.STATUS, view.statuses),
      ...(view.onlyWithCase ? [words.onlyWithCase] : []),
    ].join(' · ');
  };
}

export function ViewsMenu() {
  const { words } = useSpeech();
  const { account } = useSession();
  const nameOf = useViewName();
  const chosen = viewOf(useInboxChoice());
  const views = useViews(account.id);
  const isKept = views.some((view) => sameView(view, chosen));
  return (
    <DialogTrigger>
      <AriaButton className="button filter views-button">
        <Bookmark aria-hidden />
        <span>{words.myViews}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="popover-dialog views" aria-label={words.myViews}>
          {({ close }) => (
            <>
              {views.length === 0 && <p className="quiet">{words.viewsNone}</p>}
              <ul>
                {views.map((view) => (
                  <li key={nameOf(view)}>
                    <Button
                      weight="quiet"
                      className="view-name"
                      aria-pressed={sameView(view, chosen)}
                      onPress={() => {
                        chooseInbox({ ...everything, ...view });
                        close();
                      }}
                    >
                      {nameOf(view)}
                    </Button>
                    <Button weight="quiet" aria-label={words.removeView(nameOf(view))} onPress={() => removeView(account.id, view)}>
                      <X aria-hidden />
                    </Button>
                  </li>
                ))}
              </ul>
              {isEmptyView(chosen) || isKept ? (
                <p className="quiet" role="status">
                  {isKept ? words.viewKept : words.keepViewHint}
                </p>
              ) : (
                <Button onPress={() => keepView(account.id, chosen)}>{words.keepView}</Button>
              )}
              <p className="quiet views-foot">{words.viewsText}</p>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
