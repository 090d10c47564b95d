/** Knows the values a workspace is made of, as plain JSON in Slack's own spelling; holds none of them. */
import type { JsonObject } from './json.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** As in `users.info` with `include_locale`: "zh-CN", "en-US". */
  readonly locale: string;
  /** IANA name. */
  readonly timezone: string;
  readonly isAdmin?: boolean;
  readonly isGuest?: boolean;
  readonly isBot?: boolean;
  /** Of another organisation, met in shared channels only; absent for the workspace's own people. */
  readonly teamId?: string;
}

export interface Channel {
  readonly id: string;
  /** For a direct conversation the id of the person it is with. */
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  readonly members: readonly string[];
  /** The other organisation, through Slack Connect. */
  readonly sharedWith?: string;
}

export interface Reaction {
  readonly name: string;
  readonly users: readonly string[];
  readonly count: number;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  readonly text: string;
  readonly blocks?: readonly JsonObject[];
  readonly attachments?: readonly JsonObject[];
  readonly metadata?: JsonObject;
  readonly thread_ts?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly files?: readonly JsonObject[];
  readonly reactions?: readonly Reaction[];
  /** The only person who sees it. Never on the wire. */
  readonly ephemeral_to?: string;
}

/** Entered form values: block_id, then action_id, then Slack's state value. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  /** Whose screen it is on. Never on the wire. */
  readonly person: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** What the app sent, with block and action ids filled in. */
  readonly payload: JsonObject;
  readonly values: FormValues;
}

/** Who the app is in this workspace. */
export interface Identity {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly teamName: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botName: string;
}

/** A file the app or a person has uploaded; its bytes are kept elsewhere. */
export interface UploadedFile {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly url: string;
}

/** Everything there is to see, for a page or a test. */
export interface Snapshot {
  readonly identity: Identity;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  /** Open modals by person id, the top one last. */
  readonly modals: Readonly<Record<string, readonly View[]>>;
  readonly homes: Readonly<Record<string, View>>;
}
