/** Knows the values a tenant is made of, as plain data close to Lark's own spelling; holds none of them. */
import type { JsonObject } from '../slack/json.ts';

export interface Person {
  /** ou_…, the same for this one app everywhere. */
  readonly open_id: string;
  /** What tests and pages call this person. */
  readonly name: string;
  /** What Lark shows. */
  readonly displayName: string;
  /** The client's language: picks `i18n_content`. */
  readonly language: 'zh_cn' | 'en_us';
  /** IANA name. */
  readonly timezone: string;
  /** Of another organisation, met in external chats only; absent for the tenant's own people. */
  readonly tenantKey?: string;
}

export interface Chat {
  /** oc_… */
  readonly chat_id: string;
  /** For a direct chat the name of the person. */
  readonly name: string;
  readonly type: 'p2p' | 'group' | 'topic';
  /** open_ids; the bot is in every chat unless `withoutBot`. */
  readonly members: readonly string[];
  readonly withoutBot?: boolean;
  /** People of other organisations may be in it. */
  readonly external?: boolean;
}

export interface Mention {
  /** "@_user_1" in the text. */
  readonly key: string;
  readonly open_id: string;
  readonly name: string;
}

export interface Message {
  /** om_… */
  readonly message_id: string;
  readonly chat_id: string;
  /** open_id of a person, or the app id for the bot. */
  readonly sender: string;
  readonly msg_type: string;
  /** The parsed `content`: a card, `{text}`, `{file_key}`. */
  readonly content: JsonObject;
  readonly create_time: number;
  readonly update_time?: number;
  readonly root_id?: string;
  readonly parent_id?: string;
  /** omt_… */
  readonly thread_id?: string;
  readonly mentions?: readonly Mention[];
  readonly deleted?: boolean;
  readonly pinned?: boolean;
  /** What the app gave to make sending it again harmless. */
  readonly uuid?: string;
  /** The only person who sees it. */
  readonly ephemeral_to?: string;
  /** Other content for single people, by open_id, after an update for some only. */
  readonly personal?: Readonly<Record<string, JsonObject>>;
}

export interface Toast {
  readonly person: string;
  readonly at: number;
  /** info, success, error or warning. */
  readonly type: string;
  /** In the language of that person. */
  readonly content: string;
}

export interface StoredFile {
  /** img_… or file_… */
  readonly key: string;
  readonly kind: 'image' | 'file';
  readonly name: string;
  readonly fileType: string;
  readonly bytes: Uint8Array;
}

/** Who the app is in this tenant. */
export interface Identity {
  readonly appId: string;
  readonly tenantKey: string;
  readonly botOpenId: string;
  readonly botName: string;
}

/** Everything there is to see, for a page or a test. */
export interface Snapshot {
  readonly identity: Identity;
  readonly people: readonly Person[];
  readonly chats: readonly Chat[];
  readonly messages: readonly Message[];
  readonly toasts: readonly Toast[];
}
