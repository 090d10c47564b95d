/** Values nobody sends in good faith, and how a good payload is spoiled with them. Every draw is by label from a seed. */
import { fractionOf, wholeBetween } from '../../src/sandbox/random.ts';
import type { Json, JsonObject } from '../../src/sandbox/slack/json.ts';

export interface Draw {
  chance(label: string): number;
  pick<T>(label: string, from: readonly T[]): T;
}

export function drawFrom(seed: string): Draw {
  const chance = (label: string) => fractionOf(seed, `fuzz/${label}`);
  return {
    chance,
    pick(label, from) {
      const one = from[wholeBetween(0, from.length - 1, chance(label))];
      if (one === undefined) throw new Error(`nothing to pick for ${label}`);
      return one;
    },
  };
}

/** Words that would do harm if they were markup, code, a path, a key or a number. */
export const hostileWords: readonly string[] = [
  '<!channel> <!here> <@U0ANA>',
  '<https://evil.example|your bank>',
  '<at id=all></at><at user_id="all">everyone</at>',
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  '*bold* _it_ ~no~ `code` ```fence``` > quote\n# title',
  '<font color=red>red</font><a href="https://evil.example">x</a>',
  '{"verb":"approve","resource":"conn-x"}',
  '\u202Egnp.exe \u2066hidden\u2069',
  'a\u200Bc\u200Cm\u200De\uFEFF',
  '\u0430cme \u0440ay',
  '\uD800 lone \uDFFF',
  '\u0000\u0007\u001B[31mred\u001B[0m',
  '💥'.repeat(300),
  'Z\u0351\u036B'.repeat(200),
  'x'.repeat(20_000),
  '__proto__',
  'constructor',
  'toString',
  '../../../../etc/passwd',
  '$' + '{process.env.HOME} {{7*7}} %s%n',
  "'; DROP TABLE lines; --",
  '--name --name "unclosed',
  '"'.repeat(400),
  '\\'.repeat(400),
  '-1',
  '1e308',
  '9'.repeat(60),
  '0x1F',
  ' ',
  '',
];

function deep(levels: number): Json {
  let value: Json = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Values of every kind; built once. */
const hostileValues: readonly Json[] = [
  ...hostileWords,
  null,
  true,
  0,
  -1,
  2 ** 53,
  1e308,
  [],
  {},
  deep(50),
  deep(2_000),
  Array.from({ length: 2_000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 'v'])),
];

interface Spot {
  readonly holder: Record<string, Json> | Json[];
  readonly key: string | number;
}

/** Everywhere something can be put, outside in; no deeper than real payloads go. */
function spots(value: Json, depth = 0): Spot[] {
  if (typeof value !== 'object' || value === null || depth > 12) return [];
  const holder = value as Record<string, Json> | Json[];
  const keys: (string | number)[] = Array.isArray(holder) ? holder.map((_, index) => index) : Object.keys(holder);
  return keys.flatMap((key) => [{ holder, key }, ...spots(Reflect.get(holder, key) as Json, depth + 1)]);
}

/** One to four things about the payload are no longer as they were. */
export function spoiled(payload: JsonObject, draw: Draw, label: string): JsonObject {
  const changed = structuredClone(payload) as JsonObject;
  const times = 1 + Math.floor(draw.chance(`${label}/times`) * 4);
  for (let turn = 0; turn < times; turn += 1) {
    const at = `${label}/${turn}`;
    const all = spots(changed);
    if (all.length === 0) break;
    const { holder, key } = draw.pick(`${at}/spot`, all);
    const how = draw.chance(`${at}/how`);
    if (how < 0.15) Reflect.deleteProperty(holder, key);
    else if (how < 0.3) pollute(holder);
    else if (how < 0.4) insideText(holder, key, draw.pick(`${at}/text`, hostileWords));
    else Reflect.set(holder, key, structuredClone(draw.pick(`${at}/value`, hostileValues)));
  }
  return changed;
}

/** JSON on the wire can carry these as members of their own. */
function pollute(holder: object): void {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const value = { polluted: 'yes', prototype: { polluted: 'yes' }, isAdmin: true };
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  }
}

/** Values of buttons and forms travel as JSON inside a text: spoiled there, too. */
function insideText(holder: Record<string, Json> | Json[], key: string | number, word: string): void {
  const value: unknown = Reflect.get(holder, key);
  if (typeof value !== 'string') return;
  try {
    const inner = JSON.parse(value) as Json;
    for (const spot of spots(inner).slice(0, 2)) Reflect.set(spot.holder, spot.key, word);
    Reflect.set(holder, key, JSON.stringify(inner));
  } catch {
    Reflect.set(holder, key, `${value}${word}`);
  }
}
