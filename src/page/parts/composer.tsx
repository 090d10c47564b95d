/** Where a person writes: Enter sends, `/line` completes itself, a file may come along. Knows not where the words go. */
import { useId, useRef, useState } from 'preact/hooks';
import type { PageFile } from '../../sandbox/page/wire.ts';
import { learnVerbs } from '../line.ts';
import { say } from '../say.ts';
import { verbs } from '../store.ts';
import { complete } from './complete.ts';
import { fileOf } from './file-of.ts';
import { Listbox, lineId } from './listbox.tsx';
import { ofType } from './of-type.ts';

interface Props {
  readonly label: string;
  readonly send: (text: string) => Promise<unknown>;
  readonly hint?: string | undefined;
  /** Absent where no file can be sent. */
  readonly share?: ((file: PageFile, text: string) => Promise<unknown>) | undefined;
}

export function Composer({ label, send, hint, share }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState<number | undefined>(undefined);
  const [isClosed, setClosed] = useState(false);
  const [file, setFile] = useState<File | undefined>(undefined);
  const { options, usage } = complete(text, verbs.value);
  const isOpen = !isClosed && options.length > 0;

  function write(changed: string): void {
    setText(changed);
    setActive(undefined);
    setClosed(false);
  }

  function take(index: number): void {
    const option = options[index];
    if (option === undefined) return;
    write(option.text);
    field.current?.focus();
  }

  function submit(): void {
    const words = text.trim();
    if (words === '' && !file) return;
    write('');
    setFile(undefined);
    if (file && share) void fileOf(file).then((given) => share(given, words));
    else void send(words);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && isOpen) {
      event.preventDefault();
      const from = active ?? (step > 0 ? -1 : options.length);
      setActive((from + step + options.length) % options.length);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setClosed(true);
    } else if (event.key === 'Tab' && isOpen && !event.shiftKey) {
      event.preventDefault();
      take(active ?? 0);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen && active !== undefined) take(active);
      else submit();
    }
  }

  return (
    <div class="composer">
      {isOpen && (
        <Listbox
          id={id}
          label={say('page.commands')}
          isAbove
          active={active}
          take={take}
          lines={options.map((option) => ({
            key: option.text,
            shown: (
              <>
                <b>{option.shown}</b> <span>{option.detail}</span>
              </>
            ),
          }))}
        />
      )}
      {usage !== undefined && <p class="usage">{usage}</p>}
      <div class="composer-box">
        <input
          ref={field}
          type="text"
          autocomplete="off"
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active !== undefined ? lineId(id, active) : undefined}
          placeholder={label}
          value={text}
          onFocus={() => learnVerbs()}
          onBlur={() => setClosed(true)}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {share && (
          <label class="attach" title={say('page.attach')}>
            <span aria-hidden="true">{file ? `📄 ${file.name}` : '📎'}</span>
            <input
              {...ofType('file')}
              aria-label={file ? `${say('page.attach')}: ${file.name}` : say('page.attach')}
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                // The same file may be chosen again.
                event.currentTarget.value = '';
              }}
            />
          </label>
        )}
        <button
          type="button"
          class="send"
          aria-label={say('page.send')}
          disabled={text.trim() === '' && !file}
          onClick={submit}
        >
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <path d="M2 3l16 7-16 7 3-7zM5 10h6" fill="currentColor" stroke="none" />
          </svg>
        </button>
      </div>
      {hint !== undefined && <p class="hint">{hint}</p>}
    </div>
  );
}
