/** Knows which Web API methods the sandbox plays, by name. */
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { extraMethods } from './extras.ts';
import type { Method } from './method.ts';
import { peopleMethods } from './people.ts';
import { viewMethods } from './views.ts';

const all = [...peopleMethods, ...chatMethods, ...conversationMethods, ...viewMethods, ...extraMethods];

export const methods: ReadonlyMap<string, Method> = new Map(all.map((one) => [one.name, one]));
