// Each record type as a CSV file for a spreadsheet.
import { useMutation } from '@tanstack/react-query';
import { ChevronDown, Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../controls/button';
import { useNotice } from '../controls/notice';
import { mayCall, methods, sentenceOf, staff } from '../staff/client';
import { useSession } from '../shell/session';
import { useSpeech } from '../words';

function offerFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn of its loop.
  window.setTimeout(() => URL.revokeObjectURL(address), 0);
}

export function ExportMenu() {
  const { words, language } = useSpeech();
  const { schema, account } = useSession();
  const show = useNotice();
  const download = useMutation({
    mutationFn: (type: string) => staff.exportRecords({ type }),
    onSuccess: ({ csv, count }, type) => {
      const label = schema.typeLabel(type, language);
      const day = new Date().toISOString().slice(0, 10);
      offerFile(`${label}-${day}.csv`, csv);
      show({ text: words.exported(count, label) });
    },
    onError: (error) => show({ text: `${words.failedTitle}. ${sentenceOf(error)}` }),
  });
  if (!mayCall(account, methods.exportRecords)) return null;
  return (
    <MenuTrigger>
      <Button>
        <Download aria-hidden />
        {words.exportCsv}
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={words.exportCsv} onAction={(key) => !download.isPending && download.mutate(String(key))}>
          {schema.types.map((type) => (
            <MenuItem key={type.name} id={type.name} className="menu-item" textValue={schema.typeLabel(type.name, language)}>
              {schema.typeLabel(type.name, language)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
