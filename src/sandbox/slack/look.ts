/** Knows how a workspace is looked at from outside: live lists and a plain JSON snapshot; changes nothing. */
import type { Core } from './core.ts';
import type { Channel, Message, Person, Snapshot, View } from './records.ts';

/** Always the present state; the lists are not to be changed. */
export interface WorkspaceView {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  /** By id or name; undefined when there is none. */
  channel(reference: string): Channel | undefined;
  /** Oldest first; with `person`, only what that person sees. Both by id or name. */
  messagesIn(channel: string, person?: string): readonly Message[];
  /** The direct conversation of a person with the app. */
  directWith(person: string): Channel;
  /** The top modal comes last. */
  modalsOf(person: string): readonly View[];
  homeOf(person: string): View | undefined;
  /** What the app has uploaded, by file id. */
  file(id: string): { readonly name: string; readonly bytes: Uint8Array } | undefined;
  snapshot(): Snapshot;
}

export function lookInto({ workspace, views, files }: Core): WorkspaceView {
  const idOf = (reference: string) => workspace.findPerson(reference)?.id ?? reference;
  return {
    get people() {
      return workspace.people();
    },
    get channels() {
      return workspace.channels();
    },
    get messages() {
      return workspace.messages();
    },
    channel: (reference) => workspace.findChannel(reference),
    messagesIn(reference, person) {
      const channel = workspace.findChannel(reference);
      return workspace
        .messages()
        .filter((message) => message.channel === channel?.id)
        .filter((message) => person === undefined || workspace.sees(idOf(person), message));
    },
    directWith: (person) => workspace.direct([idOf(person)]),
    modalsOf: (person) => views.stackOf(idOf(person)),
    homeOf: (person) => views.homeOf(idOf(person)),
    file(id) {
      const bytes = files.bytesOf(id);
      return bytes && { name: files.nameOf(id) ?? id, bytes };
    },
    snapshot() {
      const people = workspace.people();
      const homes = people.flatMap(({ id }) => {
        const home = views.homeOf(id);
        return home === undefined ? [] : [[id, home] as const];
      });
      return {
        identity: workspace.identity,
        people,
        channels: workspace.channels(),
        messages: workspace.messages(),
        modals: Object.fromEntries(people.map(({ id }) => [id, views.stackOf(id)])),
        homes: Object.fromEntries(homes),
      };
    },
  };
}
