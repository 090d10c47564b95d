/** Reads a file a person sent on Lark: the message says whose it is and which. A file's reference is its message. */
import { type FileProblem, type FileText, type Telemetry, Undeliverable } from '../../app/ports.ts';
import { type ReadFile, textWithin } from '../sent-files.ts';
import type { Messages } from './messages.ts';
import { LarkRefusal } from './outcome.ts';

/** Of the resource endpoint; whatever else it refuses is a right the app lacks. */
const problems: Readonly<Record<number, FileProblem>> = {
  /** No such file in that message. */
  234003: 'gone',
  /** Over Lark's own limit. */
  234037: 'too-large',
};

export function larkFileReader(messages: Messages, telemetry: Telemetry): ReadFile {
  const refuse = (problem: FileProblem): FileText => {
    telemetry.count('lark_file_refused', { problem });
    return { ok: false, problem };
  };
  return async (user, ref, mostBytes) => {
    try {
      const sent = await messages.sentFile(ref);
      // Pictures, films and voices.
      if (sent === undefined) return refuse('binary');
      if (sent.sender !== user) return refuse('not-yours');
      const read = await textWithin(await messages.download(ref, sent.key), mostBytes);
      return read.ok ? read : refuse(read.problem);
    } catch (error) {
      telemetry.log('warn', 'lark_file_failed', { error: String(error) });
      if (error instanceof LarkRefusal) return refuse(problems[error.code] ?? 'no-access');
      return refuse(error instanceof Undeliverable ? 'gone' : 'unreachable');
    }
  };
}
