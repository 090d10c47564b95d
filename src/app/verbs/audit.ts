/** The verb that looks back: a thing's history, and the card the engineers saw at one version. */
import { refused } from '../../engine/core.ts';
import { historyOf, seenAt } from '../audit/replay.ts';
import { auditCard } from '../cards/audit.ts';
import type { Block } from '../cards/model.ts';
import type { Answer } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { sayRefusal } from '../text/refusal.ts';
import { said } from './connection-act.ts';
import type { KnownCall, Verb } from './spec.ts';

async function audit({ world, journal, args }: KnownCall): Promise<Answer> {
  const word = args.thing ?? '';
  const listed = await world.directory.list(undefined, 10_000);
  const named = listed.filter((entry) => entry.id === word || entry.name === word);
  const entry = (await world.directory.find(word)) ?? (named.length === 1 ? named[0] : undefined);
  if (!entry) return said('bad', sayRefusal(refused('unknown-thing', { field: 'thing', value: word }).refusal));
  const { id, tenant } = entry;
  const history = await historyOf(journal, tenant, id);
  if (args.version === undefined) {
    const [state, roster] = await Promise.all([journal.load('tenant', tenant), journal.load('roster', '')]);
    return { kind: 'card', card: auditCard(id, history, { state, roster, timing: world }) };
  }
  const then = history.find((row) => row.version === Number(args.version));
  const seen = then && (await seenAt(world.log, world, tenant, id, then.at));
  if (!then || !seen)
    return said('bad', sayRefusal(refused('unknown-version', { value: args.version, values: { thing: id } }).refusal));
  const note: Block = { kind: 'note', text: t('audit.then', { version: then.version, at: { at: then.at } }) };
  return { kind: 'card', card: { ...seen.card, blocks: [note, ...seen.card.blocks] } };
}

export const auditVerbs: readonly Verb[] = [
  {
    name: 'audit',
    summary: 'verb.audit',
    roles: ['reviewer', 'field', 'finance', 'admin'],
    changes: false,
    args: [
      { name: 'thing', kind: 'thing', label: 'arg.thing', required: true, positional: true, expect: 'expect.thing' },
      { name: 'version', kind: 'whole-number', label: 'arg.version', required: false, expect: 'expect.whole-number' },
    ],
    run: audit,
  },
];
