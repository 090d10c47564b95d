/** What must be so of the rooms: one card a thing, equal to its state; one line for each event, in order. Draws again and compares. */
import { sideRoles } from '../../src/app/cards/buttons.ts';
import { lineFor } from '../../src/app/cards/lines.ts';
import { thingCard } from '../../src/app/cards/thing.ts';
import { digestOf, proofsOf } from '../../src/app/proof.ts';
import type { Phrase } from '../../src/app/text/phrase.ts';
import { firstVersion, hasCard, subjectsOf, thingIn } from '../../src/app/things.ts';
import { type Place, placeName, placesOf } from '../../src/app/work/place.ts';
import { cardJson } from '../../src/bot/lark/card.ts';
import { saidCard } from '../../src/bot/lark/said.ts';
import { cardMessage } from '../../src/bot/slack/card.ts';
import { saidMessage } from '../../src/bot/slack/said.ts';
import type { TenantEvent } from '../../src/engine/tenant/messages.ts';
import type { TenantState } from '../../src/engine/tenant/model.ts';
import { type LarkSandbox, readCard } from '../../src/sandbox/lark/index.ts';
import type { SlackSandbox } from '../../src/sandbox/slack/index.ts';
import type { JsonObject } from '../../src/sandbox/slack/json.ts';
import { readBlocks } from '../../src/sandbox/slack/read.ts';
import { systemEntropy } from '../../src/wire/entropy.ts';
import type { Observer } from './observer.ts';

export interface Rooms {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
}

/** What stands in a room about one thing. */
interface Shown {
  readonly card: readonly string[];
  readonly thread: readonly string[];
  /** Lasting messages of the room that carry a card of this thing. */
  readonly cards: number;
}

export async function cardsHold(rooms: Rooms, observer: Observer): Promise<readonly string[]> {
  const { journal } = observer;
  const roster = await journal.load('roster', '');
  const wrong: string[] = [];
  for (const tenant of Object.keys(roster.tenants)) {
    const state = await journal.load('tenant', tenant);
    const things = [...Object.keys(state.connections), ...Object.keys(state.vifs), ...Object.keys(state.drills)];
    for (const id of things.filter((one) => hasCard(state, one))) {
      const thing = thingIn(state, id);
      if (!thing) continue;
      for (const place of placesOf(roster, tenant, thing))
        wrong.push(...(await placeHolds(rooms, observer, { tenant, state, id, place })));
    }
  }
  return wrong;
}

interface Spot {
  readonly tenant: string;
  readonly state: TenantState;
  readonly id: string;
  readonly place: Place;
}

async function placeHolds(rooms: Rooms, observer: Observer, { tenant, state, id, place }: Spot): Promise<string[]> {
  const { journal, timing, clock, book } = observer;
  const digest = digestOf({ entropy: systemEntropy });
  const roster = await journal.load('roster', '');
  const where = `${id} in ${place.platform} ${place.room}`;
  const entry = await book.get(placeName(place, id));
  if (!entry.ref) return [`${where} has no card`];
  const movers = sideRoles[place.side];
  const proofs = await proofsOf(digest, journal, state, id);
  const view = { tenant, state, roster, timing, movers, side: place.side, proofs, now: clock.now() };
  const card = thingCard(id, view);
  if (!card) return [`${where} cannot be drawn`];
  const wrong: string[] = [];
  if (entry.shown < card.revision) wrong.push(`${where} shows revision ${entry.shown} of ${card.revision}`);
  const entries = await journal.entries('tenant', tenant, firstVersion(state, id) - 1);
  const lines = entries
    .flatMap(({ events }) => events as readonly TenantEvent[])
    .filter((event) => subjectsOf(event).includes(id))
    .flatMap((event) => lineFor(event, { roster, state, timing }) ?? []);
  if (place.platform === 'terminal') return wrong;
  const { language } = place;
  const drawn =
    place.platform === 'slack'
      ? readBlocks(cardMessage(card, language).blocks)
      : readCard(cardJson(card, { language, everyone: true }) as unknown as JsonObject, 'en_us');
  const said = (line: Phrase) =>
    place.platform === 'slack'
      ? readBlocks(saidMessage([line], language).blocks)
      : readCard(saidCard([line], { language, everyone: true }) as unknown as JsonObject, 'en_us');
  const shown =
    place.platform === 'slack'
      ? onSlack(rooms.slack, entry.ref.room, entry.ref.id, id)
      : onLark(rooms.lark, entry.ref.id, id);
  if (shown.cards !== 1) wrong.push(`${where} has ${shown.cards} cards`);
  return [
    ...wrong,
    ...differs(`${where}: the card`, drawn, shown.card),
    ...differs(`${where}: the thread`, counted(lines.flatMap(said), shown.thread), shown.thread),
  ];
}

/** A storm of lines tells the same line once, with its count, where the last of them stands. */
function counted(wanted: readonly string[], seen: readonly string[]): readonly string[] {
  const rows = [...wanted];
  for (const row of seen) {
    const [, count, line] = /^(\d+) (?:× |次：)(.*)$/.exec(row) ?? [];
    const at = rows.flatMap((one, index) => (one === line ? [index] : [])).slice(0, Number(count ?? 0));
    const last = at.pop();
    if (last === undefined || at.length + 1 !== Number(count)) continue;
    rows[last] = row;
    for (const index of at.toReversed()) rows.splice(index, 1);
  }
  return rows;
}

function differs(what: string, wanted: readonly string[], seen: readonly string[]): readonly string[] {
  const at = Array.from({ length: Math.max(wanted.length, seen.length) }, (_, index) => index).find(
    (index) => wanted[index] !== seen[index],
  );
  if (at === undefined) return [];
  const off = `line ${at + 1} of ${wanted.length}, ${seen.length} seen`;
  return [`${what} reads “${seen[at] ?? '(nothing)'}” where “${wanted[at] ?? '(nothing)'}” belongs (${off})`];
}

function onSlack({ workspace }: SlackSandbox, room: string, ts: string, id: string): Shown {
  const lasting = workspace.messagesIn(room).filter((row) => row.ephemeral_to === undefined);
  const root = lasting.find((row) => row.ts === ts);
  const text = (row: (typeof lasting)[number]) => readBlocks(row.blocks, row.text);
  const replies = lasting.filter((row) => row.thread_ts === ts && row.ts !== ts);
  return {
    card: root ? text(root) : [],
    thread: replies.flatMap(text),
    cards: lasting.filter((row) => row.thread_ts === undefined && names(text(row), id)).length,
  };
}

function onLark({ workspace }: LarkSandbox, messageId: string, id: string): Shown {
  const root = workspace.message(messageId);
  const text = (content: JsonObject) => readCard(content, 'en_us');
  const lasting = workspace.messages.filter(
    (row) =>
      row.chat_id === root?.chat_id &&
      row.ephemeral_to === undefined &&
      row.msg_type === 'interactive' &&
      row.deleted !== true,
  );
  return {
    card: root ? text(root.content) : [],
    thread: workspace
      .repliesTo(messageId)
      .filter((row) => row.msg_type === 'interactive')
      .flatMap((row) => text(row.content)),
    cards: lasting.filter((row) => row.root_id === undefined && names(text(row.content), id)).length,
  };
}

/** A card names its own thing before any other. */
function names(lines: readonly string[], id: string): boolean {
  const first = /\b(?:conn|vif|drill|bgw)-[\w-]+/.exec(lines.join('\n'))?.[0];
  return first === id;
}
