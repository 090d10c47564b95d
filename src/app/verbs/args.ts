/** Arguments that many verbs share, so that one name means one thing everywhere. */
import { regions } from '../../engine/catalog/regions.ts';
import { named } from '../text/refusal.ts';
import type { ThingKind } from '../things.ts';
import type { Arg } from './spec.ts';

export function text(name: string, label: Arg['label'], extra: Partial<Arg> = {}): Arg {
  return { name, kind: 'text', label, required: false, ...extra };
}

export const regionArg: Arg = text('region', 'arg.region', {
  required: true,
  expect: 'expect.region',
  options: regions.map((region) => ({ value: region.id, label: named('region', region.id) })),
});

export const nameArg: Arg = text('name', 'arg.name', { required: true, expect: 'expect.name' });

/** The proof a person saw; buttons carry it, a typed line may name it. */
export const proofArg: Arg = text('proof', 'arg.proof', { typedOnly: true, expect: 'expect.proof' });

const labels: Readonly<Record<ThingKind, Arg['label']>> = {
  connection: 'arg.connection',
  vpc: 'arg.vpc',
  gateway: 'arg.gateway',
  attachment: 'arg.attachment',
  vif: 'arg.vif',
  quota: 'arg.quota',
  drill: 'arg.drill',
};

/** A thing by id or name; left out where optional, it means the only one there is. */
export function thingArg(kind: ThingKind, extra: Partial<Arg> = {}): Arg {
  return {
    name: kind,
    kind: 'thing',
    label: labels[kind],
    required: false,
    expect: 'expect.thing',
    thing: kind,
    ...extra,
  };
}

export function choice(name: string, label: Arg['label'], values: readonly string[], extra: Partial<Arg> = {}): Arg {
  return text(name, label, { options: values.map((value) => ({ value, label: value })), ...extra });
}
