// A filter of a list: a button that says what is chosen, and the choices in a pop-up.
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Choice } from '../staff/schema';
import { useWords } from '../words';
import { CheckList } from './check_list';

export function FilterPopover({ label, shown, isActive, children }: { label: string; shown: string; isActive: boolean; children: ReactNode }) {
  return (
    <DialogTrigger>
      <Button className={`button filter ${isActive ? 'filter-active' : ''}`}>
        <span>{shown}</span>
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="popover-dialog" aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export function FilterMenu({ label, choices, values, onChange }: {
  label: string;
  choices: Choice[];
  values: string[];
  onChange: (values: string[]) => void;
}) {
  const words = useWords();
  const one = values.length === 1 ? choices.find((choice) => choice.id === values[0])?.label : undefined;
  const shown = values.length === 0 ? label : `${label}: ${one ?? words.filterChosen(values.length)}`;
  if (choices.length === 0) return null;
  return (
    <FilterPopover label={label} shown={shown} isActive={values.length > 0}>
      <CheckList label={label} choices={choices} values={values} onChange={onChange} />
    </FilterPopover>
  );
}
