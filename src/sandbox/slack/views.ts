/** Knows which modals and home tabs are on whose screen; knows neither trigger ids nor how a form is filled in. */
import { withIds } from './blocks/find.ts';
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import { type JsonObject, objectsOf } from './json.ts';
import { sizeLimits } from './limits.ts';
import type { FormValues, View } from './records.ts';

export interface Views {
  find(id: string): View | undefined;
  findExternal(externalId: string): View | undefined;
  /** The top view comes last. */
  stackOf(person: string): readonly View[];
  homeOf(person: string): View | undefined;
  /** Starts a new stack; one that was open is thrown away. */
  open(person: string, payload: JsonObject): View;
  /** Undefined when no modal is open or the stack is full. */
  push(person: string, payload: JsonObject): View | undefined;
  publish(person: string, payload: JsonObject): View;
  /** Keeps what was entered into fields that are still there. */
  update(id: string, payload: JsonObject): View | undefined;
  enter(id: string, values: FormValues): View | undefined;
  /** Closes one view, or with `clear` its whole stack; what was closed, top first. */
  close(id: string, clear?: boolean): readonly View[];
}

export function createViews(ids: Ids, changes: Changes): Views {
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();

  const all = () => [...[...stacks.values()].flat(), ...homes.values()];
  const find = (id: string) => all().find((view) => view.id === id);
  const freshHash = () => `${ids.timestamp()}.${ids.token().slice(0, 8)}`;
  const prepared = (payload: JsonObject): JsonObject => ({
    ...payload,
    blocks: withIds(objectsOf(payload.blocks), () => ids.token().slice(0, 5)),
  });

  function place(view: View): View {
    if (view.type === 'home') homes.set(view.person, view);
    else {
      const stack = stacks.get(view.person) ?? [];
      const known = stack.findIndex((other) => other.id === view.id);
      stacks.set(view.person, known < 0 ? [...stack, view] : stack.with(known, view));
    }
    changes.tell({ kind: 'view', id: view.id });
    return view;
  }

  function create(person: string, type: View['type'], payload: JsonObject, below?: View): View {
    const id = ids.next('V');
    const root =
      below === undefined ? { rootId: id, previousId: null } : { rootId: below.rootId, previousId: below.id };
    return place({ id, type, person, hash: freshHash(), ...root, payload: prepared(payload), values: {} });
  }

  function replace(view: View, changed: Partial<View>): View {
    return place({ ...view, hash: freshHash(), ...changed });
  }

  return {
    find,
    findExternal: (externalId) => all().find((view) => view.payload.external_id === externalId),
    stackOf: (person) => stacks.get(person) ?? [],
    homeOf: (person) => homes.get(person),
    open(person, payload) {
      stacks.delete(person);
      return create(person, 'modal', payload);
    },
    push(person, payload) {
      const stack = stacks.get(person) ?? [];
      const top = stack.at(-1);
      return top === undefined || stack.length >= sizeLimits.modalStack
        ? undefined
        : create(person, 'modal', payload, top);
    },
    publish(person, payload) {
      const home = homes.get(person);
      return home === undefined ? create(person, 'home', payload) : replace(home, { payload: prepared(payload) });
    },
    update(id, payload) {
      const view = find(id);
      return view === undefined ? undefined : replace(view, { payload: prepared(payload) });
    },
    enter(id, values) {
      const view = find(id);
      return view === undefined ? undefined : place({ ...view, values: { ...view.values, ...values } });
    },
    close(id, clear = false) {
      const view = find(id);
      const stack = view === undefined ? [] : (stacks.get(view.person) ?? []);
      const from = clear ? 0 : stack.findIndex((other) => other.id === id);
      if (view === undefined || stack.length === 0) return [];
      stacks.set(view.person, stack.slice(0, from));
      changes.tell({ kind: 'view', id });
      return stack.slice(from).reverse();
    },
  };
}
