/** The list under a combobox: which line is active, and a click on one. Focus stays in the input. */
import type { ComponentChildren } from 'preact';

export interface Line {
  readonly key: string;
  readonly shown: ComponentChildren;
}

interface Props {
  /** Lines have ids made of it, for `aria-activedescendant`. */
  readonly id: string;
  readonly label: string;
  readonly lines: readonly Line[];
  readonly active: number | undefined;
  readonly take: (index: number) => void;
  /** Above the input instead of below. */
  readonly isAbove?: boolean;
  /** In place of lines. */
  readonly note?: string | undefined;
}

export const lineId = (id: string, index: number) => `${id}-${index}`;

export function Listbox({ id, label, lines, active, take, isAbove = false, note }: Props) {
  return (
    <div id={id} role="listbox" aria-label={label} class={`options ${isAbove ? 'above' : ''}`}>
      {note !== undefined && <p class="note">{note}</p>}
      {lines.map(({ key, shown }, index) => (
        <div
          key={key}
          id={lineId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={(event) => {
            event.preventDefault();
            take(index);
          }}
        >
          {shown}
        </div>
      ))}
    </div>
  );
}
