/** What people do and what breaks meanwhile, drawn from a seed alone: the same seed is the same plan. Carries nothing out. */
import { fractionOf, wholeBetween } from '../../src/sandbox/random.ts';

export type Platform = 'slack' | 'lark';

/** One command of one person. `word` is unique in the plan where the command leaves a mark of its own in a log. */
export interface Act {
  readonly who: string;
  readonly on: Platform;
  readonly room: string;
  /** As typed after `/line `. */
  readonly line: string;
  /** The button that does the same, pressed instead when it is on the card. */
  readonly button?: { readonly verb: string; readonly thing: string };
}

/** Acts of one story follow one another; stories run side by side. */
export type Story = readonly Act[];

export const breakages = [
  /** Redis is killed; the service brings it back. */
  'redis-kill',
  /** Redis stands still for a while, then goes on. */
  'redis-pause',
  /** Every client is thrown off. */
  'disconnect',
  /** No memory left: writes are refused. */
  'full',
  /** The service ends in order and starts again. */
  'restart',
  /** The service is cut off from everything in the middle of its work, or killed, and another starts. */
  'crash',
  /** Decisions are appended, but nothing of what should follow is put in flight. */
  'lost-effects',
  'clock-ahead',
  'clock-back',
] as const;
export type Breakage = (typeof breakages)[number];

/** What the service is made of when its parts are processes of their own. */
export const parts = ['bot', 'worker'] as const;
export type Part = (typeof parts)[number];

export interface Break {
  readonly kind: Breakage;
  readonly afterMs: number;
  /** Which part is hit where one can be hit alone. */
  readonly hits: Part;
}

export interface Plan {
  readonly seed: string;
  /** Bots and workers are processes of their own, so that `kill -9` takes one of them. */
  readonly apart: boolean;
  readonly via: 'http' | 'socket';
  readonly stories: readonly Story[];
  readonly breaks: readonly Break[];
  /** Whether there is a finished network for a drill to cut. */
  readonly drills: boolean;
}

interface Draw {
  readonly chance: (label: string) => number;
  readonly whole: (label: string, least: number, most: number) => number;
  readonly pick: <T>(label: string, from: readonly T[]) => T;
}

function drawFrom(seed: string): Draw {
  const chance = (label: string) => fractionOf(seed, `chaos/${label}`);
  const pick = <T>(label: string, from: readonly T[]): T => {
    const one = from[wholeBetween(0, from.length - 1, chance(label))];
    if (one === undefined) throw new Error(`nothing to pick for ${label}`);
    return one;
  };
  return { chance, whole: (label, least, most) => wholeBetween(least, most, chance(label)), pick };
}

const ops = 'network-ops';
const customers = [
  { who: 'tom', room: 'acme-line', tenant: 'acme' },
  { who: 'mei', room: 'globex-line', tenant: 'globex' },
] as const;

/** One line's life as far as it goes: ordered, changed, decided, paid, built, or withdrawn before. */
function lineStory(draw: Draw, index: number): Story {
  const { who, room } = customers[index % customers.length] ?? customers[0];
  const thing = `line-${index}`;
  const at = (what: string) => `${thing}/${what}`;
  const on = (what: string) => draw.pick(at(`${what}/on`), ['slack', 'lark'] as const);
  const act = (what: string, person: string, place: string, line: string, verb?: string): Act => ({
    who: person,
    on: on(what),
    room: place,
    line,
    ...(verb === undefined ? {} : { button: { verb, thing } }),
  });
  const region = draw.pick(at('region'), ['cn-north-1', 'cn-east-2'] as const);
  const reviewer = draw.pick(at('reviewer'), ['zoe', 'lei']);
  const begun = [
    act('order', who, room, `order --name ${thing} --region ${region} --port 1000BASE-LX`),
    act('edit', who, room, `edit ${thing} --description mark-${index}-1`),
  ];
  if (draw.chance(at('withdrawn')) < 0.2)
    return [...begun, act('withdraw', who, room, `withdraw ${thing}`, 'withdraw')];
  if (draw.chance(at('rejected')) < 0.15) return [...begun, act('reject', reviewer, ops, `reject ${thing} duplicate`)];
  return [
    ...begun,
    act('approve', reviewer, ops, `approve ${thing}`, 'approve'),
    act('pay', who, room, `pay ${thing}`, 'pay'),
    act('describe', who, room, `edit ${thing} --description mark-${index}-2`),
    act('done', 'kim', ops, `done ${thing}`, 'done'),
  ];
}

/** Every amount is of its own, so that each deposit can be told from every other. */
function moneyStory(draw: Draw, index: number): Story {
  return Array.from({ length: draw.whole(`money/${index}`, 2, 4) }, (_, turn): Act => {
    const yuan = 20_000 + index * 1_000 + turn * 10 + 1;
    const { tenant } = draw.pick(`money/${index}/${turn}/tenant`, customers);
    return {
      who: 'min',
      on: draw.pick(`money/${index}/${turn}/on`, ['slack', 'lark'] as const),
      room: ops,
      line: `deposit ${tenant} ${yuan}.00`,
    };
  });
}

const drillStory: Story = [
  { who: 'tom', on: 'slack', room: 'acme-line', line: 'drill --vif vif-acme-1 --router lr-bj-a --minutes 60' },
];

const apartEvery = 10;

/** `seed`: of a series, and after the last stroke which run of it this is. */
export function planOf(seed: string): Plan {
  const draw = drawFrom(seed);
  const run = Number(/\d+$/.exec(seed)?.[0] ?? 0);
  const drills = draw.chance('drills') < 0.25;
  const lines = Array.from({ length: draw.whole('lines', 2, 4) }, (_, index) => lineStory(draw, index));
  const kinds = draw.whole('breaks', 2, 4);
  return {
    seed,
    apart: run % apartEvery === apartEvery - 1,
    via: draw.pick('via', ['http', 'socket'] as const),
    drills,
    stories: [...lines, moneyStory(draw, 0), ...(drills ? [drillStory] : [])],
    breaks: Array.from({ length: kinds }, (_, index) => ({
      kind: draw.pick(`break/${index}`, breakages),
      afterMs: draw.whole(`break/${index}/after`, 50, 500),
      hits: draw.pick(`break/${index}/hits`, parts),
    })),
  };
}
