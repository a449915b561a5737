// Who is logged in, the console's language, the way out.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, ChevronUp, LogOut } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import type { Account } from '../gen/foyer/staff/v1/staff_pb';
import { staff } from '../staff/client';
import { languageNames, useSpeech, type Language } from '../words';

export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const ends = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : [parts[0]];
  return ends.map((part) => [...(part ?? '')][0] ?? '').join('').toUpperCase();
}

export function AccountMenu({ account, version, onLoggedOut }: { account: Account; version: string; onLoggedOut: () => void }) {
  const { words, language, setLanguage } = useSpeech();
  const queryClient = useQueryClient();
  const logOut = useMutation({
    mutationFn: () => staff.logOut({}),
    onSuccess: () => {
      onLoggedOut();
      // Nothing of the session stays in this window's memory.
      queryClient.clear();
      window.location.hash = '';
      window.location.reload();
    },
  });
  return (
    <MenuTrigger>
      <Button className="account-button" aria-label={`${words.account}: ${account.name}`}>
        <span className="initials" aria-hidden>
          {initialsOf(account.name)}
        </span>
        <span className="account-name" dir="auto">
          {account.name}
        </span>
        <ChevronUp aria-hidden />
      </Button>
      <Popover className="popover" placement="top start">
        <Menu className="menu" aria-label={words.account} onAction={(key) => key === 'log-out' && logOut.mutate()}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[language]}
            onSelectionChange={(chosen) => {
              const [first] = [...chosen];
              if (first) setLanguage(first as Language);
            }}
          >
            <Header className="menu-header">{words.language}</Header>
            {(Object.keys(languageNames) as Language[]).map((tag) => (
              <MenuItem key={tag} id={tag} className="menu-item" textValue={languageNames[tag]}>
                <Check aria-hidden className="menu-check" />
                <span lang={tag}>{languageNames[tag]}</span>
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="menu-line" />
          <MenuItem id="log-out" className="menu-item" textValue={words.logOut}>
            <LogOut aria-hidden />
            <span>{words.logOut}</span>
          </MenuItem>
        </Menu>
        <p className="menu-foot">{`${words.product} ${version}`}</p>
      </Popover>
    </MenuTrigger>
  );
}
