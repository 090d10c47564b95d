/** Knows what a person gets to see after an act: failures, answers, modals; carries no act out. */
import type { Core } from '../core.ts';
import type { FailureReason, Reply } from '../envelope.ts';
import type { JsonObject } from '../json.ts';
import type { Channel, Message, Person, View } from '../records.ts';

export interface Seen {
  /**
   * `answered`: the app acknowledged. `failed`: Slack shows the error. `refused`: the client sent nothing, because
   * the form is not complete. `kept`: the client had nothing to send.
   */
  readonly status: 'answered' | 'failed' | 'refused' | 'kept';
  readonly error?: string;
  /** What has appeared for this person since the act, oldest first. */
  readonly messages: readonly Message[];
  /** Those of them nobody else sees. */
  readonly ephemeral: readonly Message[];
  /** The message that was acted on, as it is now. */
  readonly message?: Message;
  /** The modal on top of this person's screen. */
  readonly modal?: View;
  /** What is wrong with the form, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What an external select offers. */
  readonly options?: readonly JsonObject[];
}

/** Slack's names for what a person is told. */
const told: Readonly<Record<FailureReason, string>> = {
  http_timeout: 'operation_timeout',
  http_error: 'dispatch_failed',
  connection_failed: 'dispatch_failed',
};

/** What settling an acknowledgement adds to what is seen. */
export type Settled = Partial<Pick<Seen, 'status' | 'error' | 'errors' | 'options'>>;

/** Carries out `act` and looks at the screen of that person before and after. */
export async function watch(
  core: Core,
  person: Person,
  act: () => Promise<Reply>,
  settle: (body: JsonObject) => Settled = () => ({}),
): Promise<Seen> {
  const before = new Set(core.workspace.messages().map((message) => message.ts));
  const reply = await act();
  const outcome: Settled = reply.ok ? settle(reply.body) : { status: 'failed', error: told[reply.reason] };
  return { ...screen(core, person, before), status: 'answered', ...outcome };
}

/** The screen when nothing was sent. */
export function still(core: Core, person: Person, settled: Settled): Seen {
  const before = new Set(core.workspace.messages().map((message) => message.ts));
  return { ...screen(core, person, before), status: 'kept', ...settled };
}

function screen(core: Core, person: Person, before: ReadonlySet<string>): Omit<Seen, 'status'> {
  const fresh = core.workspace
    .messages()
    .filter((message) => !before.has(message.ts) && core.workspace.sees(person.id, message));
  const modal = core.views.stackOf(person.id).at(-1);
  return {
    messages: fresh,
    ephemeral: fresh.filter((message) => message.ephemeral_to !== undefined),
    ...(modal === undefined ? {} : { modal }),
  };
}

/** @throws Error for a name nobody has: a slip in the test or the page. */
export function personOf(core: Core, reference: string): Person {
  const person = core.workspace.findPerson(reference);
  if (person === undefined || person.isBot === true) throw new Error(`there is no person ${reference}`);
  return person;
}

/** A channel this person is in; "@" is their direct conversation with the app. @throws Error otherwise. */
export function channelOf(core: Core, person: Person, reference: string): Channel {
  const channel = reference === '@' ? core.workspace.direct([person.id]) : core.workspace.findChannel(reference);
  if (channel === undefined) throw new Error(`there is no channel ${reference}`);
  if (!channel.members.includes(person.id)) throw new Error(`${person.name} is not in ${channel.name}`);
  return channel;
}
