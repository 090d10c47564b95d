/** Commands the roster accepts, events it holds, facts it needs. Shapes only. */
import type { Calendar, Pace } from '../catalog/durations.ts';
import type { Role } from '../tenant/lifecycle.ts';
import type { LinkedIdentity, Person, Room, Tenant } from './model.ts';
import type { TokenCommand, TokenEvent } from './token.ts';
import type { TrustCommand, TrustEvent } from './trust-messages.ts';
import type { WebhookCommand, WebhookEvent } from './webhook.ts';

export type RosterCommand =
  | TrustCommand
  | TokenCommand
  | WebhookCommand
  /** The first admin comes from configuration, once. */
  | { readonly do: 'appoint'; readonly person: string; readonly identity: LinkedIdentity; readonly name: string }
  | { readonly do: 'add-tenant'; readonly tenant: string; readonly title: string; readonly realName: boolean }
  | {
      readonly do: 'invite';
      readonly person: string;
      readonly name: string;
      readonly roles: readonly string[];
      readonly tenant?: string;
      readonly language: 'en' | 'zh';
      /** SHA-256 of the one-time code; the code itself is shown once and kept nowhere. */
      readonly digest: string;
    }
  /** A linked person asks for a code to link one more identity. */
  | { readonly do: 'invite-self'; readonly digest: string }
  | { readonly do: 'link'; readonly digest: string; readonly identity: LinkedIdentity }
  | { readonly do: 'set-roles'; readonly person: string; readonly roles: readonly string[] }
  | { readonly do: 'set-language'; readonly person: string; readonly language: 'en' | 'zh' }
  | { readonly do: 'revoke'; readonly person: string }
  | { readonly do: 'bind-room'; readonly room: Room };

export type RosterEvent =
  | TrustEvent
  | TokenEvent
  | WebhookEvent
  | { readonly type: 'person.added'; readonly person: Person; readonly by: string }
  | {
      readonly type: 'person.invited';
      readonly person: string;
      readonly digest: string;
      readonly validUntil: number;
      readonly by: string;
    }
  | {
      readonly type: 'person.linked';
      readonly person: string;
      readonly identity: LinkedIdentity;
      readonly digest: string;
    }
  | { readonly type: 'person.roles-set'; readonly person: string; readonly roles: readonly Role[]; readonly by: string }
  | { readonly type: 'person.language-set'; readonly person: string; readonly language: 'en' | 'zh' }
  | {
      readonly type: 'person.revoked';
      readonly person: string;
      readonly by: string;
      /** Accounts they had: what was drawn there for them alone is drawn again. */
      readonly lost?: readonly LinkedIdentity[];
      /** Whose customer they were. */
      readonly tenant?: string;
    }
  | { readonly type: 'tenant.added'; readonly tenant: Tenant; readonly by: string }
  | { readonly type: 'room.bound'; readonly room: Room; readonly by: string };

export interface RosterFacts {
  readonly at: number;
  readonly by: string;
  readonly pace: Pace;
  readonly calendar: Calendar;
}
