/** The tutorial's seven steps as lines that people type, on the real application; what they are answered is recorded. */

import { wireOf } from '../../src/bot/terminal/answers.ts';
import { defaultView } from '../../src/bot/terminal/render.ts';
import type { Walked, WalkStep } from '../../src/docs/walk.ts';
import { type Heard, openBench } from '../app/bench.ts';
import { settle } from '../app/worked-line.ts';
import type { RedisFixture } from '../store/redis-fixture.ts';

const story: readonly (Omit<WalkStep, 'lines'> & { lines: readonly (readonly [person: string, text: string])[] })[] = [
  {
    title: '1. Order a hosted connection',
    zh: '创建托管专线',
    told: 'Engineers approve, the installation fee is paid, cables are laid and measured, the customer confirms and pays the rental. On cards all of these are buttons; every button is also a command.',
    lines: [
      ['tom', 'order --name dc1 --region cn-north-1 --port 1000BASE-LX'],
      ['zoe', 'approve dc1'],
      ['min', 'deposit acme 20000'],
      ['tom', 'pay dc1'],
      ['kim', 'done dc1'],
      ['tom', 'confirm dc1 --months 1'],
      ['tom', 'pay dc1'],
    ],
  },
  {
    title: '2. Create a border gateway',
    zh: '创建边界网关',
    told: 'It speaks BGP with autonomous system 65000; the line routers use 64512.',
    lines: [['tom', 'gateway create --name gw-1 --region cn-north-1']],
  },
  {
    title: '3. Attach the VPC',
    zh: '创建VPC接口',
    told: 'The chosen ranges of the VPC enter the gateway’s table.',
    lines: [
      ['tom', 'vpc create --name office --region cn-north-1 --cidr 192.168.0.0/16 --subnet 192.168.0.0/24'],
      ['tom', 'attach office --gateway gw-1 --propagate all'],
    ],
  },
  {
    title: '4. Create a virtual interface',
    zh: '创建托管通道',
    told: 'A VLAN, the customer’s autonomous system, a key and two pairs of addresses, one to each line router; what is not given is proposed.',
    lines: [
      ['tom', 'vif plan dc1'],
      ['tom', 'vif create --name tunnel --connection dc1'],
    ],
  },
  {
    title: '5. Configure the customer’s device',
    zh: '配置专线客户端',
    told: 'The configuration comes as a file for seven kinds of device, and one that exists can be checked. What the device announces is said with `device set`.',
    lines: [
      ['tom', 'device config tunnel --vendor huawei --announce 10.0.0.0/16'],
      ['tom', 'device set tunnel --announce 10.0.0.0/16'],
    ],
  },
  {
    title: '6. Set the routes',
    zh: '配置路由',
    told: 'Routes learned by BGP are propagated into the VPC’s route table; static routes exist too and need an engineer.',
    lines: [['tom', 'vpc propagate office --scope 10.0.0.0/8 --gateway gw-1']],
  },
  {
    title: '7. Test the connectivity',
    zh: '测试连通性',
    told: 'An instance in the VPC pings a host behind the customer’s device, and back. Network and pings are simulated; the test says so.',
    lines: [
      ['tom', 'vpc instance office --name vm --subnet subnet-1 --allow 10.0.0.0/16'],
      ['tom', 'test tunnel'],
      ['tom', 'setup'],
    ],
  },
];

const shortened = (text: string) => text.replace(/(?<![a-z])(conn|ord|vpc|bgw|att|vif)-[0-9a-z]{6,}/g, '$1-…');

/** As the terminal shows it; of a file the beginning. */
function shown({ answer, language }: Heard): string {
  const { text } = wireOf(answer, { ...defaultView, language });
  const rows = text.trim().split('\n');
  return rows.length <= mostRows ? rows.join('\n') : [...rows.slice(0, mostRows), '…'].join('\n');
}

const mostRows = 10;

/** Throws at the first line that is refused. */
export async function walk(redis: RedisFixture): Promise<readonly Walked[]> {
  const bench = await openBench(redis);
  const walked: Walked[] = [];
  for (const { lines, ...step } of story) {
    const answered: Walked['lines'][number][] = [];
    for (const [person, text] of lines) {
      const heard = await bench.type(person, text);
      if (heard.answer.kind === 'said' && heard.answer.tone === 'bad') throw new Error(`${text}: ${heard.text}`);
      await settle(bench);
      answered.push({ person, text, answer: shortened(shown(heard)) });
    }
    walked.push({ ...step, lines: answered });
  }
  return walked;
}
