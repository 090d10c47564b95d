/** What was heard on Lark and where the answer belongs, as a value. Reads no payload and sends nothing. */
import type { Heard, Identity } from '../../app/ports.ts';

/** Everything needed to reach the person with an answer. */
export interface Where {
  readonly user: string;
  readonly room?: string;
  /** The message that this one answers. */
  readonly parent?: string;
  /** The card that was used. */
  readonly card?: string;
  /** For the person alone whatever the room: menus, and rooms known to be direct. */
  readonly direct: boolean;
}

/** Said, chosen in the menu, or pressed. */
export interface Spoken {
  readonly kind: 'message' | 'inbox' | 'click';
  readonly heard: Heard;
  readonly where: Where;
}

export interface Submitted {
  readonly kind: 'submission';
  readonly heard: Heard;
  readonly where: Where;
  readonly values: Readonly<Record<string, string>>;
}

/** One of our cards, in a shape we no longer understand: the person is told. */
export interface Outdated {
  readonly kind: 'outdated';
  readonly delivery: string;
}

export type Inbound = Spoken | Submitted | Outdated;

/** Unique per user action and of harmless characters: it becomes part of keys and job ids. */
export function delivery(kind: string, ...parts: (string | undefined)[]): string {
  return ['lark', kind, ...parts.map((part) => part ?? '')].join('-').replace(/[^A-Za-z0-9._-]/g, '_');
}

/** The person's own tenant: a guest from elsewhere must not pass for one of this tenant's people. */
export function identityOf(user: string, own: string | undefined, app: string | undefined): Identity {
  return { platform: 'lark', team: own || app || '', user };
}

/** People of another organisation may share a chat with the app's own; they are told apart by their tenant. */
export function externalOf(own: string | undefined, app: string | undefined): { external?: true } {
  return own && app && own !== app ? { external: true } : {};
}

/** `undefined`: an event of another kind. */
export type Reader = (event: unknown, botUser: string) => Inbound | undefined;
