/** Hands files and pictures to one person: uploaded into the direct conversation, announced where they asked. Knows no content. */
import type { webApi } from '@slack/bolt';
import type { Answer, Ear } from '../../app/ports.ts';

/** Draws an SVG as PNG: Slack shows no SVG. */
export type Png = (svg: string) => Promise<Buffer>;

/** An ear whose file answers are already with the person when they come back as sentences; a card's picture goes ahead of it. */
export function sendingFiles(ear: Ear, client: webApi.WebClient, png: Png): Ear {
  return {
    suggest: (heard) => ear.suggest(heard),
    async hear(heard) {
      const reply = await ear.hear(heard);
      const file = await fileOf(reply.answer, png);
      if (!file) return reply;
      const opened = await client.conversations.open({ users: heard.identity.user });
      const { name: filename, bytes, said } = file;
      await client.filesUploadV2({ channel_id: opened.channel?.id ?? '', file: bytes, filename, title: filename });
      if (reply.answer.kind === 'card') return { ...reply, answer: { kind: 'card', card: reply.answer.card } };
      return { ...reply, answer: { kind: 'said', text: [said], tone: 'good' } };
    },
  };
}

async function fileOf(answer: Answer, png: Png) {
  if (answer.kind === 'file') return { name: answer.name, bytes: Buffer.from(answer.text), said: answer.said };
  const drawing = answer.kind === 'card' ? answer.picture : answer.kind === 'picture' ? answer : undefined;
  return drawing && { name: drawing.name, bytes: await png(drawing.svg), said: drawing.said };
}
