/** Replies beside a chat's messages: a head with a way back, the replies, room to write. Knows no platform's messages. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../say.ts';
import { Composer } from './composer.tsx';
import { Scroll } from './scroll.tsx';

interface Props {
  readonly leave: () => void;
  readonly send: (text: string) => Promise<unknown>;
  readonly count: number;
  readonly children: ComponentChildren;
}

export function ThreadView({ leave, send, count, children }: Props) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <section
      class="thread"
      aria-label={say('page.thread')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) leave();
      }}
    >
      <header>
        <h3>{say('page.thread')}</h3>
        <button ref={close} type="button" class="plain" aria-label={say('page.close')} onClick={leave}>
          ✕
        </button>
      </header>
      <Scroll label={say('page.thread')} mark={String(count)}>
        {children}
      </Scroll>
      <Composer label={say('page.write.reply')} send={send} />
    </section>
  );
}
