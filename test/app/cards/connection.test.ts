import { describe, expect, it } from 'vitest';
import { buttonsFor, sideRoles } from '../../../src/app/cards/buttons.ts';
import { type ConnectionView, connectionCard } from '../../../src/app/cards/connection.ts';
import { type Phrase, say } from '../../../src/app/text/phrase.ts';
import { verbs } from '../../../src/app/verbs/index.ts';
import { emptyRoster } from '../../../src/engine/roster/model.ts';
import { tenant } from '../../../src/engine/tenant/index.ts';
import { movesFor } from '../../../src/engine/tenant/lifecycle.ts';
import { stateOf } from '../../engine/core/given.ts';
import { connection as id, type Story, stories, weekdays } from '../../engine/tenant/story.ts';

const sides = ['customer', 'staff'] as const;
const chapters = (Object.keys(stories) as Story[]).filter((story) => story !== 'nothing');

function scene(story: Story) {
  const state = stateOf(tenant, stories[story]);
  const connection = state.connections[id];
  if (!connection) throw new Error(`no line in ${story}`);
  return { state, connection };
}

const view = (story: Story, side: 'customer' | 'staff'): ConnectionView => ({
  tenant: 'acme',
  state: scene(story).state,
  roster: emptyRoster,
  timing: { tempo: 'real', calendar: weekdays },
  movers: sideRoles[side],
  side,
});

describe('buttons of a card', () => {
  it.each<[Story, readonly string[], readonly string[]]>([
    // chapter          customer                         staff
    ['ordering', ['nudge', 'withdraw'], ['approve', 'reject']],
    ['rejected', ['delete'], []],
    ['approved', ['pay', 'withdraw'], []],
    ['collecting', ['withdraw'], []],
    ['building', ['nudge', 'delete'], []],
    ['stuck', ['nudge', 'delete'], ['retry']],
    ['buildingLeaving', ['nudge'], ['approve', 'reject']],
    ['built', ['confirm', 'object', 'delete'], ['object']],
    ['agreed', ['object', 'delete'], ['object']],
    ['builtLeaving', ['confirm', 'object'], ['approve', 'reject', 'object']],
    ['active', ['delete'], []],
    ['failed', ['nudge', 'delete'], ['repair']],
    ['suspended', ['renew', 'delete'], []],
    ['deleting', ['nudge'], ['remove']],
    ['removed', [], []],
    ['withdrawn', [], []],
  ])('%s: customer %j, staff %j', (story, customer, staff) => {
    const { state, connection } = scene(story);
    const on = (side: 'customer' | 'staff') => buttonsFor(state, connection, sideRoles[side]).map((row) => row.verb);
    expect(on('customer')).toEqual(customer);
    expect(on('staff')).toEqual(staff);
  });

  it('the table above knows every chapter', () => expect(chapters).toHaveLength(16));

  it.each(chapters.flatMap((story) => sides.map((side) => ({ story, side }))))(
    '$story for $side: every button is a move of the lifecycle, typed by somebody of that side, on the revision it shows',
    ({ story, side }) => {
      const { state, connection } = scene(story);
      for (const button of buttonsFor(state, connection, sideRoles[side])) {
        const verb = verbs.find((row) => row.name === button.verb);
        const command = verb?.args.find((arg) => arg.name === 'connection')?.command ?? '';
        const movers = movesFor(connection.state, command).flatMap((move) => move.by);
        expect(movers.some((mover) => (sideRoles[side] as readonly string[]).includes(mover))).toBe(true);
        expect(verb?.roles).toEqual(
          expect.arrayContaining([expect.toSatisfy((role) => sideRoles[side].includes(role))]),
        );
        expect(button.revision).toBe(connection.decisiveRevision);
        expect(button.resource).toBe(id);
      }
    },
  );

  it.each(['approve', 'pay', 'withdraw', 'delete', 'remove'])('%s is asked twice', (verb) => {
    const found = chapters.flatMap((story) => {
      const { state, connection } = scene(story);
      return sides.flatMap((side) => buttonsFor(state, connection, sideRoles[side])).filter((row) => row.verb === verb);
    });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((button) => button.confirm !== undefined)).toBe(true);
  });

  it('nobody is offered to approve while a check fails', () => {
    const { state, connection } = scene('ordering');
    const failing = { ...connection, checks: [{ check: 'quota', pass: false } as const] };
    expect(buttonsFor(state, failing, sideRoles.staff).map((row) => row.verb)).toEqual(['reject']);
  });
});

/** All words of a value, whatever its shape. */
function wordsOf(value: unknown, language: 'en' | 'zh'): string {
  if (Array.isArray(value)) return value.map((item) => wordsOf(item, language)).join('\n');
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : '';
  if ('key' in value) return say(value as Phrase, language);
  return Object.values(value)
    .map((item) => wordsOf(item, language))
    .join('\n');
}

describe('a card', () => {
  it.each(chapters.flatMap((story) => sides.map((side) => ({ story, side }))))(
    '$story for $side says its state in words, shows its revision, and leaves no gap in a sentence',
    ({ story, side }) => {
      const { connection } = scene(story);
      const card = connectionCard(connection, view(story, side));
      expect(card).toMatchObject({ id, revision: connection.revision });
      for (const language of ['en', 'zh'] as const) {
        const words = wordsOf(card, language);
        expect(words).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
        expect(say(card.title, language)).toContain(say({ key: `state.${connection.state}` }, language));
        expect(say(card.summary, language)).toContain(id);
      }
    },
  );

  it('names the tenant to staff only', () => {
    const on = (side: 'customer' | 'staff') =>
      wordsOf(connectionCard(scene('active').connection, view('active', side)), 'en');
    expect(on('staff')).toContain('Tenant\nacme');
    expect(on('customer')).not.toContain('Tenant\n');
  });

  it.each<[Story, RegExp]>([
    ['ordering', /Automatic checks are running/],
    ['approved', /¥15,000\.00, to be paid/],
    ['collecting', /being collected/],
    ['stuck', /link layer|dBm/],
    ['built', /Nothing is charged before you confirm and pay/],
    ['active', /Rental\n.* to /],
    ['failed', /Fault: fibre cut/],
    ['builtLeaving', /asked to delete this line/],
    ['deleting', /has to be removed/],
  ])('%s reads %s', (story, words) => {
    expect(wordsOf(connectionCard(scene(story).connection, view(story, 'customer')), 'en')).toMatch(words);
  });
});
