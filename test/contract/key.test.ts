/** A BGP key is shown once, to one person, on whichever platform they ask; no card of any room ever draws it. */
import { expect, it } from 'vitest';
import { say } from '../../src/app/text/phrase.ts';
import { sayRefusal } from '../../src/app/text/refusal.ts';
import { until } from '../journey/town.ts';
import { settle } from './estate.ts';
import { platforms, withPlatforms } from './platforms.ts';
import { bare } from './surface.ts';

const { town, on } = withPlatforms();
const rooms = ['network-ops', 'globex-line', 'acme-line'];

it('is revealed once to one person on each platform, and never drawn back', { timeout: 120_000 }, async () => {
  await settle(town, on('slack'));
  const shown: string[] = [];
  for (const platform of platforms) {
    const key = `Once-for-${platform}-7`;
    const name = `keyed-${platform}`;
    await on(platform).type('mei', `/line vif create --name ${name} --key ${key}`);
    const id = await until(`${name} is there`, async () => {
      const { vifs } = await town.tenant('globex');
      return Object.values(vifs).find((vif) => vif.name === name)?.id;
    });
    const first = await on(platform).type('mei', `/line key ${id}`);
    expect(bare(first.text), platform).toContain(bare(key));
    shown.push(key);
    // Asked again here or on another platform, and on the card: nothing of it.
    for (const again of platforms) {
      const { text } = await on(again).type('mei', `/line key ${id}`);
      expect(bare(text), `${platform}, then ${again}`).not.toContain(bare(key));
      const why = sayRefusal({ code: 'key-revealed', field: 'vif', value: name });
      expect(bare(text), `${platform}, then ${again}`).toContain(bare(say(why, 'zh')));
    }
    expect(bare((await on(platform).type('mei', `/line vif ${id}`)).text)).not.toContain(bare(key));
  }
  // In rooms, where others read along; what mei typed herself stands there in her own words.
  const { slack, lark } = town.service;
  const drawn = rooms.flatMap((room) => [
    ...slack.workspace.messagesIn(room).filter((row) => row.ephemeral_to === undefined),
    ...lark.workspace.messagesIn(room).filter((row) => row.ephemeral_to === undefined && !row.sender.startsWith('ou_')),
  ]);
  expect(drawn.length).toBeGreaterThan(10);
  const text = JSON.stringify(drawn);
  expect(shown.filter((key) => text.includes(key))).toEqual([]);
});
