/** One run of the terminal: a single command, a script, or a talk with a person. Knows no environment. */
import type { Language } from '../../../app/text/phrase.ts';
import { printable } from '../clean.ts';
import { words } from '../words.ts';
import type { Connection } from './connection.ts';
import { type Conversation, conversation } from './conversation.ts';
import { follow } from './follow.ts';
import type { Screen } from './screen.ts';
import { sayTrouble } from './trouble.ts';

export interface Run {
  readonly connection: Connection;
  readonly screen: Screen;
  readonly person: string;
  readonly room: string;
  readonly language: Language;
  readonly colour: boolean;
  /** A single command instead of a talk. */
  readonly once?: string;
}

const defaultWaitSeconds = 30;

/** Ends with the input. Returns the exit code: 0, or 1 when the single command was refused or the service failed. */
export async function run(options: Run): Promise<0 | 1> {
  const { screen, once } = options;
  const talk = conversation(options);
  try {
    if (once !== undefined) return (await talk.take(once)) === 'done' ? 0 : 1;
    return await Promise.race([talkOn(talk, options), screen.left.then(() => 0 as const)]);
  } finally {
    screen.close();
  }
}

async function talkOn(talk: Conversation, options: Run): Promise<0 | 1> {
  const { connection, screen, person, room, colour } = options;
  const leaving = new AbortController();
  const arrivals = counter();
  const tell = (text: string) => screen.print(text);
  const watching = {
    width: () => screen.width(),
    colour,
    posted: (from: string, item: Parameters<Conversation['push']>[1]) => {
      talk.push(from, item);
      arrivals.add();
    },
    lost: () => tell(words(talk.language(), 'terminal.lost')),
    again: () => tell(words(talk.language(), 'terminal.again')),
    broken: (error: unknown) => tell(sayTrouble(error, talk.language(), connection.url)),
  };
  let failed = false;
  try {
    await follow(connection, watching, leaving.signal);
    if (screen.interactive) {
      failed = (await talk.take('/home')) === 'trouble';
      tell(words(talk.language(), 'terminal.hello', { person }));
    }
    for (;;) {
      const line = (await screen.ask(`${person}> `))?.trim();
      if (line === undefined || line === '/quit') return failed && !screen.interactive ? 1 : 0;
      const wait = /^\/wait(?:\s+(\d{1,4}))?$/.exec(line);
      if (wait) {
        const came = await arrivals.next(Number(wait[1] ?? defaultWaitSeconds) * 1000);
        if (!came) tell(words(talk.language(), 'terminal.waited'));
      } else if (line === '/help') {
        tell(words(talk.language(), 'terminal.help'));
      } else if (line !== '') {
        failed = (await talk.take(line)) === 'trouble' || failed;
      }
    }
  } catch (error) {
    tell(printable(sayTrouble(error, talk.language(), connection.url, room)));
    return 1;
  } finally {
    leaving.abort();
  }
}

/** Counts arrivals nobody waited for yet. */
function counter() {
  let unseen = 0;
  let wake: (() => void) | undefined;
  return {
    add() {
      unseen += 1;
      wake?.();
    },
    /** True as soon as something arrived since the last call; false after `waitMs`. */
    async next(waitMs: number): Promise<boolean> {
      if (unseen === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      const came = unseen > 0;
      unseen = 0;
      return came;
    },
  };
}
