/** What was heard on Slack and where the answer belongs, as a value. Reads no payload and sends nothing. */
import type { Heard, Identity } from '../../app/ports.ts';
import type { OpenView } from './submission.ts';

/** Everything needed to reach the person with an answer. */
export interface Where {
  readonly user: string;
  readonly room?: string;
  readonly thread?: string;
  /** Good for three seconds and one view. */
  readonly trigger?: string;
  readonly responseUrl?: string;
  readonly surface: 'message' | 'home' | 'modal';
  /** The resource whose card, visible to this person alone, was clicked: its new card takes its place. */
  readonly replaces?: string;
}

/** Said or pressed, and to be answered in place. */
export interface Spoken {
  readonly kind: 'slash' | 'click' | 'message' | 'home' | 'search';
  readonly heard: Heard;
  readonly where: Where;
}

export interface Submitted {
  readonly kind: 'submission';
  readonly heard: Heard;
  readonly where: Where;
  readonly form: OpenView;
}

/** One of our surfaces, in a shape we no longer understand: the person is told. */
export interface Outdated {
  readonly kind: 'outdated';
  readonly where: Where;
}

export type Inbound = Spoken | Submitted | Outdated;

/** Unique per user action and of harmless characters: it becomes part of keys and job ids. */
export function delivery(kind: string, ...parts: (string | undefined)[]): string {
  return ['slack', kind, ...parts.map((part) => part ?? '')].join('-').replace(/[^A-Za-z0-9._-]/g, '_');
}

/** The person's own workspace: a guest from elsewhere must not pass for one of this workspace's people. */
export function identityOf(user: { id: string; team_id?: string | undefined }, team: string | undefined): Identity {
  return { platform: 'slack', team: user.team_id ?? team ?? '', user: user.id };
}

/** `undefined`: a payload of another kind. */
export type Reader = (body: unknown, botUser: string | undefined) => Inbound | undefined;
