/** Knows what happens when a person uploads files: into a channel as a message, or into a field of a modal. */
import type { Core } from '../core.ts';
import type { Deliveries } from '../deliveries.ts';
import type { PersonsFile } from '../files.ts';
import type { JsonObject } from '../json.ts';
import { fileOnWire } from '../wire.ts';
import { channelOf, personOf, type Seen, watch } from './seen.ts';
import { announce } from './speak.ts';

export interface Share {
  /** The file as a `file_input` holds it: `submit('mei', view, { file: [slack.upload('mei', file)] })`. */
  upload(person: string, file: PersonsFile): JsonObject;
  /** Posts files with words or without. A channel is an id, a name, or "@" for the app. */
  share(person: string, channel: string, files: readonly PersonsFile[], text?: string): Promise<Seen>;
}

export function createShare(core: Core, deliveries: Deliveries): Share {
  function upload(personName: string, file: PersonsFile): JsonObject {
    return fileOnWire(core.files.keep(personOf(core, personName).id, file, core.origin()));
  }

  return {
    upload,
    share(personName, channelName, files, text = '') {
      const person = personOf(core, personName);
      const channel = channelOf(core, person, channelName);
      const message = core.workspace.post({
        channel: channel.id,
        user: person.id,
        subtype: 'file_share',
        text,
        files: files.map((file) => upload(personName, file)),
      });
      return watch(core, person, () => announce(core, deliveries, channel, message));
    },
  };
}
