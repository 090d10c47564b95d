/** Puts a picture into the thread under a card. Draws nothing, and repeats nothing. */
import type { webApi } from '@slack/bolt';
import type { MessageRef } from '../../app/ports.ts';
import { type Language, type Phrase, say } from '../../app/text/phrase.ts';
import type { Png } from './files.ts';
import { outcome } from './outcome.ts';

/** Files carry no metadata of ours: their name is what a send is found by after an unknown outcome. */
export function pictureName(key: string): string {
  return `${key.replace(/[^\w.-]/g, '_')}.png`;
}

export type SendPicture = (
  ref: MessageRef,
  svg: string,
  title: Phrase,
  language: Language,
  key: string,
) => Promise<string>;

/** Sends, and gives the file's id. Throws as `outcome` does; nothing is seen in the thread before the last of its calls. */
export function slackPicture(client: webApi.WebClient, png: Png): SendPicture {
  return async (ref, svg, title, language, key) => {
    const said = say(title, language);
    const file = await png(svg);
    const { files } = await outcome(() =>
      client.filesUploadV2({
        channel_id: ref.room,
        thread_ts: ref.id,
        file,
        filename: pictureName(key),
        title: said,
        alt_text: said,
      }),
    );
    return files[0]?.files?.[0]?.id ?? '';
  };
}
