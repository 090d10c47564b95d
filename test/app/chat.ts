/** A chat platform that remembers what it was told and fails on demand. Keeps messages as cards and phrases; draws nothing. */
import type { Card } from '../../src/app/cards/model.ts';
import {
  type MessageRef,
  OutcomeUnknown,
  type PlatformName,
  RateLimited,
  type Speaker,
  Undeliverable,
} from '../../src/app/ports.ts';
import { type Language, type Phrase, say } from '../../src/app/text/phrase.ts';

export interface Told {
  readonly room: string;
  readonly id: string;
  readonly key: string;
  readonly language: Language;
  /** Message this one is a thread line of. */
  readonly under?: string;
  card?: Card;
  readonly lines?: readonly string[];
}

/**
 * `lost`: carried out, then the answer is lost. `unheard`: not carried out, and nobody knows. `limited`: refused for a
 * second. `gone`: never accepted.
 */
export type Mishap = 'lost' | 'unheard' | 'limited' | 'gone';

export interface Chat {
  readonly speaker: Speaker;
  readonly messages: Told[];
  readonly homes: { readonly user: string; readonly card: Card }[];
  /** Every call in order: `post ops`, `reply ops`. */
  readonly calls: string[];
  /** Mishaps of the next calls of a kind, in order. */
  will(call: 'post' | 'update' | 'reply' | 'home', ...mishaps: readonly Mishap[]): void;
  /** Someone deletes the message. */
  forget(id: string): void;
  cards(room: string): readonly Told[];
  /** Lines under all cards of a room. */
  lines(room: string): readonly string[];
}

const errors: Readonly<Record<Mishap, () => Error>> = {
  lost: () => new OutcomeUnknown('answer lost'),
  unheard: () => new OutcomeUnknown('no answer'),
  limited: () => new RateLimited(1_000),
  gone: () => new Undeliverable('message gone'),
};

export function openChat(name: PlatformName = 'terminal', updatableMs?: number): Chat {
  const messages: Told[] = [];
  const homes: { user: string; card: Card }[] = [];
  const calls: string[] = [];
  const waiting: Record<string, Mishap[]> = {};
  let next = 1;

  function carry(call: string, room: string, act: () => void): void {
    calls.push(`${call} ${room}`);
    const mishap = waiting[call]?.shift();
    if (mishap === undefined || mishap === 'lost') act();
    if (mishap !== undefined) throw errors[mishap]();
  }

  const speaker: Speaker = {
    name,
    post: async (room, card, language, key) => {
      const id = `m${next++}`;
      carry('post', room, () => messages.push({ room, id, key, language, card }));
      return { platform: name, room, id };
    },
    update: async (ref, card) => {
      carry('update', ref.room, () => {
        const message = messages.find((row) => row.id === ref.id);
        if (!message) throw new Undeliverable('no such message');
        message.card = card;
      });
    },
    reply: async (ref, text, language, key) => {
      const id = `m${next++}`;
      const lines = text.map((phrase: Phrase) => say(phrase, language));
      carry('reply', ref.room, () => messages.push({ room: ref.room, id, key, language, under: ref.id, lines }));
      return id;
    },
    line: async (room, text, language, key) => {
      const id = `m${next++}`;
      const lines = text.map((phrase: Phrase) => say(phrase, language));
      carry('line', room, () => messages.push({ room, id, key, language, lines }));
      return id;
    },
    find: async (room: string, thread: MessageRef | undefined, key: string) => {
      calls.push(`find ${room}`);
      return messages.find((row) => row.room === room && row.under === thread?.id && row.key === key)?.id;
    },
    direct: async (user) => `direct-${user}`,
    home: async (user, card) => carry('home', user, () => homes.push({ user, card })),
    ...(updatableMs === undefined ? {} : { updatableMs }),
  };

  return {
    speaker,
    messages,
    homes,
    calls,
    will: (call, ...mishaps) => {
      waiting[call] = [...(waiting[call] ?? []), ...mishaps];
    },
    forget: (id) => {
      const at = messages.findIndex((row) => row.id === id);
      if (at >= 0) messages.splice(at, 1);
    },
    cards: (room) => messages.filter((row) => row.room === room && row.card !== undefined),
    lines: (room) =>
      messages.filter((row) => row.room === room && row.under !== undefined).flatMap((row) => row.lines ?? []),
  };
}
