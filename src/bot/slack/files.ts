/** Hands files to one person: uploaded into the direct conversation, announced where they asked. Knows no content. */
import type { webApi } from '@slack/bolt';
import type { Ear } from '../../app/ports.ts';

/** An ear whose file answers are already with the person when they come back as sentences. */
export function sendingFiles(ear: Ear, client: webApi.WebClient): Ear {
  return {
    suggest: (heard) => ear.suggest(heard),
    async hear(heard) {
      const reply = await ear.hear(heard);
      if (reply.answer.kind !== 'file') return reply;
      const { name, text, said } = reply.answer;
      const opened = await client.conversations.open({ users: heard.identity.user });
      await client.filesUploadV2({
        channel_id: opened.channel?.id ?? '',
        file: Buffer.from(text),
        filename: name,
        title: name,
      });
      return { ...reply, answer: { kind: 'said', text: [said], tone: 'good' } };
    },
  };
}
