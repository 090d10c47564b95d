/** Trust over the real wire: two stages on the card, a lent role, a code by form, broken glass, a revocation, a guest. */
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { townPeople } from '../../src/wire/town.ts';
import { buttonOn, form, ops, press, privately, told, waitForCard } from './look.ts';
import { until, withTown } from './town.ts';

const people = townPeople.map((row) => (row.name === 'wei' ? { ...row, isGuest: true } : row));
const town = withTown('http', {}, { people });
const periodMs = 30_000;

/** Sets up a person's authenticator by typing; each call gives a code that was not used before. */
async function authenticator(person: string): Promise<() => Promise<string>> {
  const { slack } = town.service;
  await slack.type(person, ops, '/line step-up');
  const secret = await until(`${person} is shown a secret`, () => /([A-Z2-7]{32})/.exec(privately(slack, person))?.[1]);
  const generator = new TOTP({ secret: Secret.fromBase32(secret) });
  let step = Math.floor(Date.now() / periodMs) - 2;
  // One step early and one late are taken: three codes at once, and each step only forward.
  const code = async () => {
    step = Math.max(step + 1, Math.floor(Date.now() / periodMs) - 1);
    await until('the next code is good', () => (step * periodMs <= Date.now() + periodMs ? true : undefined), 40_000);
    return generator.generate({ timestamp: step * periodMs });
  };
  await slack.type(person, ops, `/line step-up ${await code()}`);
  await told(slack, person, /authenticator is set up|验证码已启用/);
  return code;
}

describe('approval in chat', () => {
  it('is as strict as the policy says, over the wire', { timeout: 180_000 }, async () => {
    const { slack, app } = town.service;
    const roster = () => app.journal.load('roster', '');

    // A second admin, with a code, agrees to two reviewers.
    await slack.type('ana', ops, '/line admin roles person-min finance,admin');
    await slack.type('ana', ops, '/line policy set order --stages reviewer:2 --step-up no');
    const request = await until('the change waits', async () => (await roster()).policyRequests[0]?.id);
    const min = await authenticator('min');
    await slack.type('min', ops, `/line policy approve ${request}`);
    // Without a code a form asks for it.
    const { view } = await form(slack, 'min', 'policy approve');
    expect((await slack.submit('min', view.id, { totp: await min() })).status).toBe('answered');
    await until('the policy holds', async () => (await roster()).policy.order?.stages[0]?.count === 2 || undefined);

    // One of two on the card; the second is given in the place of who is away.
    const { id } = await town.order('staged');
    await press(slack, 'zoe', ops, id, 'approve');
    await waitForCard(slack, ops, id, /1 of 2/);
    await slack.type('lei', ops, '/line delegate kim --until 2099-01-01 --role reviewer');
    await told(slack, 'lei', /90/);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await slack.type('lei', ops, `/line delegate kim --until ${tomorrow} --role reviewer`);
    await until('the role is lent', async () => (await roster()).delegations[0]?.to === 'person-kim' || undefined);
    await press(slack, 'kim', ops, id, 'approve');
    const decided = await town.settled(id, (row) => row.state === 'Installation_Paying');
    expect(decided).toMatchObject({ decidedBy: 'person-kim', decidedFor: 'person-lei' });

    // Voided between the first yes and the second: the first counts no more, and is asked again.
    const halfway = await town.order('halfway');
    await press(slack, 'zoe', ops, halfway.id, 'approve');
    const before = await waitForCard(slack, ops, halfway.id, /1 of 2/);
    const old = buttonOn(before, 'approve');
    await town.order('beside');
    await slack.click('kim', ops, before.ts, { actionId: old?.actionId ?? '', value: JSON.stringify(old?.value) });
    await told(
      slack,
      'kim',
      /no longer holds\. Nothing was done[\s\S]*What changed: .*Connections in the region: 2 → 3/,
    );
    await waitForCard(slack, ops, halfway.id, /0 of 2/);
    await press(slack, 'kim', ops, halfway.id, 'approve');
    const open = { role: 'reviewer', given: 1, count: 2 };
    await town.settled(halfway.id, ({ awaiting, approvals }) => awaiting?.given === 1 && approvals?.length === 2);
    expect((await town.tenant()).connections[halfway.id]).toMatchObject({ state: 'Ordering', awaiting: open });
    await waitForCard(slack, ops, halfway.id, /1 of 2/);
    await press(slack, 'zoe', ops, halfway.id, 'approve');
    await town.settled(halfway.id, (row) => row.state === 'Installation_Paying');

    // Broken glass is loud.
    const ana = await authenticator('ana');
    const urgent = await town.order('urgent');
    await slack.type('ana', ops, `/line break-glass ${urgent.id} "all reviewers are ill" --totp ${await ana()}`);
    await town.settled(urgent.id, (row) => row.decidedAlone === 'all reviewers are ill');
    await until(
      'the engineers are told',
      () =>
        slack.workspace.messagesIn(ops).some((row) => JSON.stringify(row).includes('all reviewers are ill')) ||
        undefined,
    );

    // Revoked: the very next click is nobody's.
    const last = await town.order('last');
    await waitForCard(slack, ops, last.id, /Approve/);
    await slack.type('ana', ops, '/line admin revoke person-zoe');
    await until('zoe is revoked', async () => (await roster()).people['person-zoe']?.roles.length === 0 || undefined);
    await press(slack, 'zoe', ops, last.id, 'approve');
    await told(slack, 'zoe', /does not know you/);
    expect((await town.tenant()).connections[last.id]?.approvals).toBeUndefined();

    // A guest of the workspace is refused whatever code they hold.
    await slack.type('ana', ops, '/line admin invite guest --roles field');
    const code = await until('a code is shown', () => /link ([0-9A-Z-]+)/.exec(privately(slack, 'ana'))?.[1]);
    await slack.type('wei', ops, `/line link ${code}`);
    await told(slack, 'wei', /Guests and people of other organisations/);
    expect(Object.values((await roster()).people).find((row) => row.name === 'guest')?.identities).toEqual([]);
  });
});
