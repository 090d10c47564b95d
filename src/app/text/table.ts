/** The one table of everything a person reads, in both languages, joined from its topics. */
import { cardText } from './cards.ts';
import { chatText } from './chat.ts';
import { lineText } from './lines.ts';
import { refusalText } from './refusals.ts';
import { stateText } from './states.ts';
import { verbText } from './verbs.ts';

export const table = { ...stateText, ...refusalText, ...verbText, ...cardText, ...lineText, ...chatText } as const;
export type Key = keyof typeof table;
