/** What the page and its server tell one another, as types only: browser and server share them. Holds no value. */
import type { Message as LarkMessage } from '../lark/records.ts';
import type { JsonObject } from '../slack/json.ts';
import type { Channel, Message as SlackMessage, View } from '../slack/records.ts';

export type { JsonObject, LarkMessage, SlackMessage, View };

export type Language = 'en' | 'zh';

/** One person with both accounts. */
export interface Townsperson {
  /** What both sandboxes know this person by. */
  readonly name: string;
  readonly realName: string;
  readonly language: Language;
  readonly roles: readonly string[];
  /** Customers only: their company's title. */
  readonly company?: string;
  readonly slackId: string;
  readonly larkId: string;
}

export interface VerbArg {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly positional: boolean;
  /** Values that may be typed; empty when any may. */
  readonly values: readonly string[];
}

/** A verb this person may use, in this person's language. */
export interface VerbRow {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly args: readonly VerbArg[];
}

export interface Router {
  readonly id: string;
  readonly region: string;
  readonly up: boolean;
}

export interface Town {
  readonly people: readonly Townsperson[];
  /** Who reports a line router that the visitor breaks. */
  readonly fieldEngineer: string;
}

export interface SlackSight {
  readonly rooms: readonly Pick<Channel, 'id' | 'name' | 'kind'>[];
  /** Names by user id. */
  readonly names: Readonly<Record<string, string>>;
  readonly botId: string;
  readonly messages: readonly SlackMessage[];
  /** The top one last. */
  readonly modals: readonly View[];
  readonly home?: View;
}

export interface LarkRoom {
  readonly id: string;
  readonly name: string;
  readonly direct: boolean;
}

export interface LarkSight {
  readonly rooms: readonly LarkRoom[];
  readonly names: Readonly<Record<string, string>>;
  /** `sender` of what the bot says. */
  readonly botId: string;
  /** `content` is what this person reads. */
  readonly messages: readonly LarkMessage[];
}

/** Switches that were turned; what is left out stays as it was. */
export type FaultChange = { readonly [K in keyof FaultChoice]?: FaultChoice[K] | undefined };

/** What goes wrong on purpose, for both platforms alike. */
export interface FaultChoice {
  readonly delaySeconds: number;
  readonly duplicate: boolean;
  readonly tooMany: boolean;
}

/** Everything one person sees. */
export interface Sight {
  readonly person: string;
  readonly slack: SlackSight;
  readonly lark: LarkSight;
  /** Names of people Hostline does not know before they type a one-time code. */
  readonly strangers: readonly string[];
  readonly routers: readonly Router[];
  readonly faults: FaultChoice & { readonly struck: number };
  /** The seven steps, for customers. */
  readonly guide?: SlackMessage;
}

export type Press = { readonly actionId: string; readonly blockId?: string; readonly value?: string };
export type LarkTarget = string | JsonObject;
type Entry = string | readonly string[] | null;
/** A file of the visitor's. */
export interface PageFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

/** What a person does; each is one call of a sandbox's people. */
export type Act =
  | { readonly do: 'slack-type'; readonly room: string; readonly line: string }
  | { readonly do: 'slack-say'; readonly room: string; readonly text: string; readonly thread?: string | undefined }
  /** With words or without. */
  | { readonly do: 'slack-share'; readonly room: string; readonly text: string; readonly file: PageFile }
  | { readonly do: 'slack-click'; readonly room: string; readonly ts: string; readonly on: Press }
  | { readonly do: 'slack-click-view'; readonly view: string; readonly on: Press }
  | {
      readonly do: 'slack-choose';
      readonly room: string;
      readonly ts: string;
      readonly on: Press;
      readonly chosen: Entry;
    }
  | { readonly do: 'slack-choose-view'; readonly view: string; readonly on: Press; readonly chosen: Entry }
  | {
      readonly do: 'slack-suggest';
      readonly spot: string | { readonly channel: string; readonly ts: string };
      readonly actionId: string;
      readonly query: string;
    }
  | {
      readonly do: 'slack-submit';
      readonly view: string;
      /** By block id, then action id. */
      readonly values: Readonly<Record<string, Readonly<Record<string, Entry | PageFile>>>>;
    }
  | { readonly do: 'slack-close'; readonly view: string }
  | { readonly do: 'slack-home' }
  | {
      readonly do: 'lark-say';
      readonly room: string;
      readonly text: string;
      readonly replyTo?: string | undefined;
    }
  | { readonly do: 'lark-file'; readonly room: string; readonly file: PageFile }
  | { readonly do: 'lark-menu'; readonly key: string }
  | { readonly do: 'lark-click'; readonly message: string; readonly on: LarkTarget }
  | { readonly do: 'lark-choose'; readonly message: string; readonly on: LarkTarget; readonly chosen: Entry }
  | {
      readonly do: 'lark-submit';
      readonly message: string;
      readonly on: LarkTarget;
      readonly values: Readonly<Record<string, string | boolean>>;
    }
  | { readonly do: 'fault'; readonly choice: FaultChange }
  | { readonly do: 'router'; readonly router: string; readonly up: boolean };

/** What became of an act, as the platform's client would show it. */
export interface Outcome {
  readonly status: 'answered' | 'failed' | 'refused' | 'kept';
  /** Slack's word or Lark's number for what went wrong. */
  readonly error?: string;
  /** Slack: what is wrong with the form, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Lark: names of fields that keep the form from being sent. */
  readonly missing?: readonly string[];
  readonly toast?: { readonly type: string; readonly content: string };
  readonly options?: readonly JsonObject[];
}
