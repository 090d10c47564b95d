/** A dialog over one chat: keeps the keyboard inside, Escape leaves, focus goes back where it was. Holds no question itself. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const focusable =
  'button:not([disabled]), [href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

interface Props {
  readonly label: string;
  readonly className: string;
  readonly leave: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ label, className, leave, children }: Props) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const inside = box.current?.querySelectorAll<HTMLElement>(focusable) ?? [];
    const first = [...inside].find((one) => one.dataset.first === 'yes') ?? [...inside].find(isField) ?? box.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    if (event.key === 'Tab') turnAround(event, box.current);
  }

  return (
    <div class="veil">
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        class={className}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </div>
  );
}

function isField(element: HTMLElement): boolean {
  return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
}

/** From the last one on to the first, and back. */
function turnAround(event: KeyboardEvent, box: HTMLElement | null): void {
  const inside = [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter((one) => one.offsetParent !== null);
  const edge = event.shiftKey ? inside[0] : inside.at(-1);
  const other = event.shiftKey ? inside.at(-1) : inside[0];
  if (document.activeElement !== edge && document.activeElement !== box) return;
  event.preventDefault();
  other?.focus();
}
