/** Says what went wrong between terminal and service, and what to do about it. */
import type { Language } from '../../../app/text/phrase.ts';
import { terminalText } from '../../../app/text/terminal.ts';
import { clean } from '../clean.ts';
import { words } from '../words.ts';
import { Refused, Strange, Unreachable } from './connection.ts';

type Refusal = Extract<keyof typeof terminalText, `terminal.refused.${string}`>;
const isRefusal = (key: string): key is Refusal => Object.hasOwn(terminalText, key);

/** Errors that are none of the connection's are thrown on: they are ours. */
export function sayTrouble(error: unknown, language: Language, url: string, room = ''): string {
  if (error instanceof Unreachable) {
    return `✘ ${words(language, error.how === 'nobody' ? 'terminal.not-running' : 'terminal.timed-out', { url })}`;
  }
  if (error instanceof Strange) return `✘ ${words(language, 'terminal.strange', { url })}`;
  if (!(error instanceof Refused)) throw error;
  if (error.reference !== undefined) {
    return `✘ ${words(language, 'terminal.broken', { reference: clean(error.reference) })}`;
  }
  const key = `terminal.refused.${error.reason}`;
  if (key === 'terminal.refused.room') return `✘ ${words(language, key, { room: clean(room) })}`;
  if (isRefusal(key)) return `✘ ${words(language, key as Exclude<Refusal, 'terminal.refused.room'>)}`;
  return `✘ ${clean(error.reason)}`;
}
