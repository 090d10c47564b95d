/** Shows a line of somebody's configuration without what must not be seen. Errs on the side of hiding. */
import { wordsOf } from './statement.ts';

/** What follows one of these is not shown. */
const telling =
  /pass|secret|key|communit|cipher|simple|md5|auth|sha|token|hash|encrypt|credential|psk|certificate|user|snmp/i;
/** Words of a configuration language are small letters; numbers and addresses say nothing of a secret. */
const harmless = /^(?:[a-z][a-z-]{0,24}|\d{1,5}|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?)[;{]?$/;
const longest = 6;

/** `snmp-server …`, `ip route 10.0.0.0 255.0.0.0 …`: at most six words, and none that could be a secret. */
export function maskedLine(line: string): string {
  const words = wordsOf(line.slice(0, 400));
  const shown: string[] = [];
  for (const word of words) {
    if (shown.length === longest) return `${shown.join(' ')} …`;
    if (telling.test(word)) return `${[...shown, harmless.test(word) ? word : ''].join(' ').trim()} …`;
    shown.push(harmless.test(word) ? word : '…');
  }
  return shown.join(' ');
}
