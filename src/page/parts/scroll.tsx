/** A list that stays at its newest end while one is there, and stays put while one reads further up. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** Changes when there is something new, or another list altogether. */
  readonly mark: string;
  readonly children: ComponentChildren;
}

const nearPixels = 120;

export function Scroll({ label, mark, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const room = useRef('');

  // After every drawing: cards grow without a new message, too.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const [name = ''] = mark.split('|');
    if (room.current !== name) isAtEnd.current = true;
    room.current = name;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
  });

  return (
    <div
      ref={list}
      class="scroll"
      role="log"
      aria-label={label}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPixels;
      }}
    >
      {children}
    </div>
  );
}
