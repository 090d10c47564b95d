/** What the terminal's pages answer to a person who was let in. Knows no signature and no status code. */
import type { Heard, Identity } from '../../app/ports.ts';
import { optionsOf, wireOf } from './answers.ts';
import type { Request, Result, TerminalDoor } from './door.ts';
import { drawItem, parseItem } from './inbox.ts';
import { defaultView } from './render.ts';
import { directRoom } from './speaker.ts';
import { heardBody, inboxQuery, paths } from './wire.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: (request: Request, door: TerminalDoor) => Promise<Result>;
}

export const routes: Readonly<Record<string, Route>> = {
  [paths.hear]: { method: 'POST', answer: hear },
  [paths.inbox]: { method: 'GET', answer: look },
  [paths.rooms]: {
    method: 'GET',
    answer: async ({ person }, door) => ({ answer: { rooms: await roomsOf(person, door) } }),
  },
};

async function roomsOf(person: string, door: TerminalDoor): Promise<string[]> {
  return [...new Set([directRoom(person), ...(await door.rooms(person))])];
}

async function hear({ person, body }: Request, door: TerminalDoor): Promise<Result> {
  const parsed = heardBody.safeParse(parseJson(body));
  if (!parsed.success) return { refused: 'malformed' };
  const { delivery, room = directRoom(person), message, language, view, what } = parsed.data;
  if (!(await roomsOf(person, door)).includes(room)) return { refused: 'room' };
  const identity: Identity = { platform: 'terminal', team: 'local', user: person };
  const heard: Heard = {
    delivery: `terminal-${person}-${delivery}`,
    identity,
    profile: { name: person, ...(language === undefined ? {} : { language }) },
    room,
    ...(message === undefined ? {} : { message }),
    what,
  };
  const look = { ...defaultView, width: view?.width ?? defaultView.width, colour: view?.colour ?? false };
  if (what.kind === 'search') {
    return { answer: optionsOf(await door.ear.suggest(heard), { ...look, language: language ?? 'en' }) };
  }
  const heardBack = await door.ear.hear(heard);
  return { answer: wireOf(heardBack.answer, { ...look, language: heardBack.language }) };
}

/** Entries this version cannot read are passed over, and counted. */
async function look({ person, url, signal }: Request, door: TerminalDoor): Promise<Result> {
  const parsed = inboxQuery.safeParse(Object.fromEntries(url.searchParams));
  if (!parsed.success) return { refused: 'malformed' };
  const { room, after, wait, width, colour, mark } = parsed.data;
  if (!(await roomsOf(person, door)).includes(room)) return { refused: 'room' };
  const page = await door.inbox.read(room, after, wait, signal);
  let first = parsed.data.first;
  const items = page.items.flatMap(({ id, item }) => {
    const readable = parseItem(item);
    if (!readable) {
      door.telemetry.count('terminal_unreadable');
      return [];
    }
    const drawn = drawItem(id, readable, { width, colour: colour === '1', mark, first });
    first += drawn.buttons.length;
    return [drawn];
  });
  return { answer: { items, after: page.after } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
