/**
 * What the use cases need from the world, as interfaces. Knows no vendor: the store, the queues, the
 * platforms and the cashier arrive here as values, wired by `main.ts`.
 */
import type { Card, Form } from './cards/model.ts';
import type { Language, Phrase } from './text/phrase.ts';

/** Milliseconds since the epoch. The only clock of the application; tests bring their own. */
export interface Clock {
  now(): number;
}

/** Randomness and digests; one-time codes are kept only as digests. */
export interface Entropy {
  /** A fresh id such as `conn-3k9x2m4q`. */
  id(prefix: string): string;
  /** A one-time code a person can type, at least 60 bits. */
  code(): string;
  /** SHA-256 in hex. */
  readonly digest: (text: string) => string;
}

export { EntriesLost, type Entry, type EventLog, type LogName } from './event-log.ts';
export type { Cashier, Courier, Meter, Plant, VpcInventory } from './outside.ts';

/** Deliveries already handled, with what was answered, kept for at least eight hours. */
export interface Deliveries {
  /** First caller gets `undefined`; a repeat gets the stored answer, or `'pending'` while the first is at work. */
  begin(delivery: string): Promise<undefined | 'pending' | { answer: string }>;
  finish(delivery: string, answer: string): Promise<void>;
  /** The first handler failed before it decided anything: the next delivery may act. */
  forget(delivery: string): Promise<void>;
}

/** Where a card lives and how far its readers have been told. */
export interface BookEntry {
  /** Platform reference of the card message once known. */
  ref?: MessageRef;
  /** Revision the card shows. */
  shown: number;
  /** Log version up to which thread lines were told. */
  told: number;
  /** A batch of lines up to this version is being told; it is finished before newer lines join. */
  telling?: number | undefined;
  /** When the card was last posted anew; platforms stop updates of old messages. */
  postedAt?: number;
}

export interface MessageRef {
  readonly platform: PlatformName;
  readonly room: string;
  readonly id: string;
}

/** Cards and lines already sent. Every send is claimed first, so that two workers cannot send it twice. */
export interface MessageBook {
  get(place: string): Promise<BookEntry>;
  /** Merges; `shown` and `told` never go back. */
  put(place: string, change: Partial<BookEntry>): Promise<void>;
  /** Short exclusive right on a place; `undefined` when another holds it. */
  hold(place: string, ttlMs: number): Promise<{ release(): Promise<void> } | undefined>;
  /**
   * Claims one send. `first`: never tried. `unknown`: an earlier try neither succeeded nor failed for sure, look
   * the message up before repeating it. `sent`: done, with its message id.
   */
  claim(send: string): Promise<{ state: 'first' | 'unknown' } | { state: 'sent'; id: string }>;
  sent(send: string, id: string): Promise<void>;
  /** The platform refused for sure: the next claim is `first` again. */
  unclaim(send: string): Promise<void>;
  /** Places that show a thing, to find cards by resource. */
  places(resource: string): Promise<string[]>;
  remember(resource: string, place: string): Promise<void>;
}

/** One line of the worklist: what exists, whose it is, and who has to act until when. A view, rebuilt from logs. */
export interface DirectoryEntry {
  readonly id: string;
  readonly kind: string;
  readonly tenant: string;
  readonly region: string;
  readonly name: string;
  readonly state: string;
  /** Roles that have to act now; empty when nobody has to. */
  readonly waitingFor: readonly string[];
  readonly dueAt?: number;
  /** The worst of its open alarms; absent: none is open. */
  readonly alarmed?: { readonly grave: boolean; readonly since: number };
  /** Log version this line was drawn from; older never overwrites newer. */
  readonly version: number;
}

export interface Directory {
  put(entry: DirectoryEntry): Promise<void>;
  find(id: string): Promise<DirectoryEntry | undefined>;
  /** Entries waiting for any of the roles, soonest due first. */
  waiting(roles: readonly string[], count: number): Promise<DirectoryEntry[]>;
  /** Entries with open alarms, grave ones first, then the oldest. */
  alarmed(count: number): Promise<DirectoryEntry[]>;
  /** All entries of a tenant; without a tenant, of everybody (staff). */
  list(tenant: string | undefined, count: number): Promise<DirectoryEntry[]>;
}

/** Pacing: how long to wait before the next post into a room or update in it, in milliseconds; 0 takes the slot. */
export interface Pace {
  take(platform: PlatformName, room: string, act?: 'post' | 'update'): Promise<number>;
  /** The platform said to wait. */
  pause(platform: PlatformName, room: string, forMs: number): Promise<void>;
  /** True at most once per `perMs` for the key: rate limits of people's nudges. */
  allow(key: string, perMs: number): Promise<boolean>;
  /** Takes one of `burst` turns of the key; a turn comes back every `everyMs`. Milliseconds to wait; 0: taken. */
  admit(key: string, burst: number, everyMs: number): Promise<number>;
}

export const queueNames = [
  'review',
  'payment',
  'construction',
  'connectivity-test',
  'notification',
  'clock',
  'webhook',
] as const;
export type QueueName = (typeof queueNames)[number];

/** Something that ought to be in flight. `key` names it: enqueuing the same key again is no second job. */
export interface Effect {
  readonly queue: QueueName;
  readonly key: string;
  readonly name: string;
  readonly data: Record<string, string | number | boolean | null>;
  /** Absolute time to run at; absent means now. */
  readonly at?: number;
  /**
   * Of all that merge under one name one waits at most: it does the work of those that came while it waited, and what
   * comes while it runs is one more run. For work that reads the state as it is when it runs.
   */
  readonly merge?: string;
}

export interface Queues {
  enqueue(effects: readonly Effect[]): Promise<void>;
}

export type PlatformName = 'slack' | 'lark' | 'terminal';

/** A member of a platform, as the signed request names them. */
export interface Identity {
  /** `api`: a program with a token; it is answered and never spoken to. */
  readonly platform: PlatformName | 'api';
  /** Workspace or tenant of the platform. */
  readonly team: string;
  readonly user: string;
}

/** Outcomes of speaking that the sender must tell apart. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(`rate limited for ${retryAfterMs} ms`);
    this.retryAfterMs = retryAfterMs;
  }
}
/** The request may or may not have been carried out. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
/** The platform will never accept this (message gone, room gone, content refused). */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

export interface Reader {
  readonly language: Language;
  /** Whether the room belongs to staff or to a tenant; decides which buttons are drawn. */
  readonly side: 'staff' | 'customer';
}

/** How a platform speaks. Every `key` is unique per send; a platform that can, de-duplicates on it. */
export interface Speaker {
  readonly name: PlatformName;
  post(room: string, card: Card, language: Language, key: string): Promise<MessageRef>;
  update(ref: MessageRef, card: Card, language: Language): Promise<void>;
  /** A line in the thread under a card. */
  reply(ref: MessageRef, text: readonly Phrase[], language: Language, key: string): Promise<string>;
  /** A line to a room or person outside any thread. */
  line(room: string, text: readonly Phrase[], language: Language, key: string): Promise<string>;
  /** Message with this send key, if the platform has it: used only after an unknown outcome. */
  find(room: string, thread: MessageRef | undefined, key: string): Promise<string | undefined>;
  /** The room for talking to one person alone. */
  direct(user: string): Promise<string>;
  /** Personal overview: Slack's Home tab, Lark's pinned inbox. */
  home(user: string, card: Card, language: Language): Promise<void>;
  /** A picture in the thread under a card; platforms that show none leave it out. */
  picture?(ref: MessageRef, svg: string, title: Phrase, language: Language, key: string): Promise<string>;
  /** Milliseconds after which a posted card cannot be updated any more; undefined: always can. */
  readonly updatableMs?: number;
}

/** Secrets at rest, encrypted. They never enter events, cards or logs; those hold a fingerprint. */
export interface Vault {
  put(name: string, secret: string): Promise<void>;
  /** `undefined`: never put, or removed. */
  get(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
  /** Equal for equal secrets of this installation, useless elsewhere. */
  print(secret: string): string;
}

export interface Telemetry {
  count(name: string, labels?: Record<string, string>): void;
  log(level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: Record<string, unknown>): void;
}

/** A file name, an SVG, and what stands for it where none can be shown. */
export interface Drawing {
  readonly name: string;
  readonly svg: string;
  readonly said: Phrase;
}

/** What a person sees after a command, click or submission. */
export type Answer =
  | { kind: 'said'; text: readonly Phrase[]; tone: 'good' | 'bad' | 'neutral' }
  /** `picture` goes with the card where pictures can be shown. */
  | { kind: 'card'; card: Card; picture?: Drawing }
  /** A drawing for this person alone. */
  | ({ kind: 'picture' } & Drawing)
  /** A file for this person alone. */
  | { kind: 'file'; name: string; text: string; said: Phrase }
  | { kind: 'form'; form: Form }
  | { kind: 'errors'; errors: Readonly<Record<string, Phrase>> };

/** A file a person sent. `ref` is how its platform finds it again. */
export interface SentFile {
  readonly ref: string;
  readonly name: string;
}

/**
 * Why a file was not read. `not-yours`: somebody else sent it; `foreign-host`: it lies elsewhere than with the platform;
 * `no-access`: the app lacks the right to read files; `gone`: deleted, or never there; `unreachable`: no answer in time.
 */
export const fileProblems = [
  'too-large',
  'binary',
  'not-yours',
  'foreign-host',
  'no-access',
  'gone',
  'unreachable',
] as const;
export type FileProblem = (typeof fileProblems)[number];
export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: FileProblem };

/** Reads what the person who is heard has sent, once it is clear that it is wanted; nothing of it is kept. */
export interface SentFiles {
  /** Never rejects. @param mostBytes a longer file is refused, by its size where the platform says it. */
  read(ref: string, mostBytes: number): Promise<FileText>;
}

/** One thing heard on a platform, already authenticated there. */
export interface Heard {
  /** Unique per user action; repeats of one delivery share it. */
  readonly delivery: string;
  readonly identity: Identity;
  /** Name and language the platform knows for the person, used before they are linked. */
  /** `outsider`: a guest or somebody of another organisation; absent where the platform did not say. */
  readonly profile?: { name?: string; language?: Language; outsider?: boolean };
  /** Heard in a room shared with another organisation, or from a person of one; `unknown`: the platform did not say. */
  readonly external?: true | 'unknown';
  readonly room?: string;
  readonly message?: string;
  /** Files that came with it. */
  readonly files?: readonly SentFile[];
  readonly what:
    | { kind: 'typed'; text: string }
    | { kind: 'clicked'; verb: string; resource?: string; revision?: number; args: Readonly<Record<string, string>> }
    | {
        kind: 'submitted';
        verb: string;
        resource?: string;
        revision?: number;
        values: Readonly<Record<string, string>>;
      }
    | { kind: 'home' }
    | { kind: 'search'; source: string; query: string };
}

/** The one door for people: every platform hears into this. */
export interface Ear {
  /** @param files absent where nobody can send any. */
  hear(heard: Heard, files?: SentFiles): Promise<{ answer: Answer; language: Language }>;
  /** Options for a search field, at most 100. */
  suggest(heard: Heard): Promise<{ value: string; label: string }[]>;
}
