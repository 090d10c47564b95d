/** Proofs and plans of a large network fit both platforms: nothing is refused, and the button with its proof survives. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { planCard } from '../../src/app/cards/plan.ts';
import { proofLinesAtMost } from '../../src/app/cards/proof.ts';
import { quotaCard } from '../../src/app/cards/quota.ts';
import { planOn } from '../../src/app/plan/plan.ts';
import { languages } from '../../src/app/text/phrase.ts';
import { cardJson } from '../../src/bot/lark/card.ts';
import { cardMessage } from '../../src/bot/slack/card.ts';
import { applied, proposalsOn, prove } from '../../src/engine/proposal/index.ts';
import { emptyRoster } from '../../src/engine/roster/model.ts';
import { facts } from '../engine/tenant/story.ts';
import {
  apply,
  attachment,
  device,
  type Estate,
  gateway,
  having,
  instance,
  lin,
  lines,
  propagation,
  setDevice,
  vif,
  vpc,
} from '../engine/twin/estate.ts';
import { bytesOf, problemsOf as larkProblems } from './lark/lark-check.ts';
import { problemsOf as slackProblems } from './slack/slack-check.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const count = 6;
const numbers = Array.from({ length: count }, (_, index) => index + 1);
const ranges = (index: number) => Array.from({ length: 8 }, (_, row) => `10.${index * 10 + row}.0.0/16`);

const large: Estate = having(
  lines(count),
  gateway('bgw-1'),
  ...vpc('vpc-1', '192.168.0.0/20', '192.168.0.0/24'),
  ...numbers.map((index) => instance(`i-${index}`, 'vpc-1', 'vpc-1-s1', '10.0.0.0/8')),
  attachment('att-1', 'vpc-1', 'bgw-1'),
  propagation('vpc-1', 'bgw-1', '0.0.0.0/0'),
  ...numbers.flatMap((index) => [
    vif(index, `conn-${index}`, 'bgw-1'),
    setDevice(index, device(index, `10.${index * 10}.0.10`, ...ranges(index))),
  ]),
);

const neverAsked = {
  put: () => Promise.reject(new Error('not asked')),
  get: () => Promise.reject(new Error('not asked')),
  remove: () => Promise.reject(new Error('not asked')),
  print: () => '',
};

function planned(args: Readonly<Record<string, string>>) {
  const plan = planOn(large, args, facts(lin), { vault: neverAsked });
  if ('ok' in plan) throw new Error(JSON.stringify(plan.refusal));
  const proof = prove(plan.proposal, large, digest);
  return { proof, card: planCard(plan, proof, applied(large, proof.proposal).tenant) };
}

/** A wish that an engineer decides on, with the proof of the widest change there is. */
function asked() {
  const state = apply(large.tenant, {
    do: 'ask-quota',
    id: 'quota-1',
    quota: 'dynamicRoutesPerGateway',
    of: 'bgw-1',
    to: 400,
    reason: 'More sites, and every one of them has its own range. '.repeat(4),
  });
  const [proposal] = proposalsOn(state, 'quota-1');
  const request = state.quotaRequests['quota-1'];
  if (!proposal || !request) throw new Error('nothing waits');
  const { proof } = planned({ 'router-down': 'lr-bj-b', 'line-down': 'conn-1' });
  const wide = { ...proof, proposal };
  const view = {
    tenant: 'acme',
    state,
    roster: emptyRoster,
    movers: ['reviewer'] as const,
    proofs: [wide],
  };
  return { proof: wide, card: quotaCard(request, view) };
}

const cards = {
  'a plan that keeps every announcement back': planned({ vif: 'vif-1', withdraw: ranges(1).join(',') }),
  'a plan of failures': planned({ 'router-down': 'lr-bj-b', 'line-down': 'conn-1' }),
  'a plan of everything': planned({
    vif: 'vif-1',
    prepend: '3',
    announce: '10.200.0.0/16',
    export: 'none',
    'second-line': 'yes',
  }),
  'a proof on an approval': asked(),
};

describe.each(Object.entries(cards))('%s', (_name, { card, proof }) => {
  it.each(languages)('is taken by Slack, in %s', (language) => {
    const message = cardMessage(card, language);
    expect(slackProblems(message)).toEqual([]);
    expect(JSON.stringify(message.blocks).length).toBeLessThan(12_000);
  });

  it('is taken by Lark, in both languages at once', () => {
    const drawn = cardJson(card, { language: 'zh', everyone: true });
    expect(larkProblems(drawn)).toEqual([]);
    expect(bytesOf(drawn)).toBeLessThan(30 * 1024);
  });

  it('names its proof, and every button that agrees carries it', () => {
    const { hash } = proof.now;
    const drawn = [cardMessage(card, 'en').blocks, cardJson(card, { language: 'en', everyone: false })];
    for (const text of drawn.map((value) => JSON.stringify(value))) {
      expect(text).toContain(hash.slice(0, 12));
      if (JSON.stringify(card.blocks).includes('"buttons"')) expect(text).toContain(hash);
    }
  });

  it('counts what it leaves out', () => {
    const { sessions, routes, probes } = proof.difference;
    const all = sessions.length + routes.length + probes.length;
    const counted = JSON.stringify(card.blocks).includes('"proof.more"');
    expect(counted).toBe(all > proofLinesAtMost);
  });
});
