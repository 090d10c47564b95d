/** Pictures and files of both platforms under the page's own address. Knows types by the file's name. */
import type { LarkSandbox } from '../lark/index.ts';
import type { SlackSandbox } from '../slack/index.ts';

export interface Found {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type: string;
  /** Shown in place; anything else is only downloaded. */
  readonly inline: boolean;
}

const png = [0x89, 0x50, 0x4e, 0x47];

/** What Hostline draws is PNG; a file's own claim is not believed. */
function found(bytes: Uint8Array, name: string): Found {
  const isPicture = png.every((byte, index) => bytes[index] === byte);
  return { bytes, name, type: isPicture ? 'image/png' : 'text/plain; charset=utf-8', inline: isPicture };
}

/** @param path "slack/F012" or "lark/img_v3_…". */
export function fileAt(path: string, slack: SlackSandbox, lark: LarkSandbox): Found | undefined {
  const [platform, id = ''] = path.split('/');
  if (platform === 'slack') {
    const file = slack.workspace.file(id);
    return file && found(file.bytes, file.name);
  }
  const file = platform === 'lark' ? lark.workspace.file(id) : undefined;
  return file && found(file.bytes, file.name === '' ? `${file.key}.png` : file.name);
}
