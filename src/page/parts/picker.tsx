/** A menu one can search: an input with a list under it, by mouse and by keyboard. Knows not where options come from. */
import { useId, useRef, useState } from 'preact/hooks';
import { say } from '../say.ts';
import { Listbox, lineId } from './listbox.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly chosen?: Option | undefined;
  readonly search: (query: string) => Promise<readonly Option[]>;
  readonly choose: (option: Option) => void;
}

export function Picker({ label, placeholder, chosen, search, choose }: Props) {
  const id = useId();
  const [query, setQuery] = useState<string | undefined>(undefined);
  const [options, setOptions] = useState<readonly Option[] | undefined>(undefined);
  const [active, setActive] = useState(0);
  const latest = useRef(0);
  const isOpen = query !== undefined;
  const empty = options?.length === 0 ? say('page.nothing-found') : undefined;
  const note = options === undefined ? say('page.searching') : empty;

  function look(text: string): void {
    setQuery(text);
    latest.current += 1;
    const asked = latest.current;
    void search(text).then((found) => {
      if (asked !== latest.current) return;
      setOptions(found);
      setActive(0);
    });
  }

  function close(): void {
    latest.current += 1;
    setQuery(undefined);
    setOptions(undefined);
  }

  function take(option: Option | undefined): void {
    if (option === undefined) return;
    close();
    choose(option);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const count = options?.length ?? 0;
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) look('');
      else if (count > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen) take(options?.[active]);
      else look('');
    }
  }

  return (
    <span class="picker">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options?.[active] ? lineId(id, active) : undefined}
        autocomplete="off"
        placeholder={isOpen ? say('page.search') : placeholder}
        value={query ?? chosen?.label ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => !isOpen && look('')}
        onInput={(event) => look(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && (
        <Listbox
          id={id}
          label={label}
          active={active}
          take={(index) => take(options?.[index])}
          lines={(options ?? []).map((option) => ({ key: option.value, shown: option.label }))}
          note={note}
        />
      )}
    </span>
  );
}
