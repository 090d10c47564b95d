/** Draws one message of a Lark chat: text with mentions, card, picture or file, replies. */
import type { LarkMessage } from '../../sandbox/page/wire.ts';
import { Attached } from '../parts/attached.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { timeOf } from '../parts/clock.ts';
import { textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { openThread, person, sight } from '../store.ts';
import { Card } from './card.tsx';

interface Props {
  readonly message: LarkMessage;
  readonly replies?: number;
}

export function Message({ message, replies }: Props) {
  const { message_id: id, sender, create_time, ephemeral_to } = message;
  const names = sight.value?.lark.names ?? {};
  const isBot = sender === sight.value?.lark.botId;
  const isOwn = sender === person.value?.larkId;
  return (
    <article class={`message ${isOwn ? 'own' : ''} ${ephemeral_to === undefined ? '' : 'private'}`} data-message={id}>
      <Avatar name={names[sender] ?? sender} isBot={isBot} />
      <div class="message-body">
        <p class="who">
          <b>{names[sender] ?? sender}</b> {isBot && <span class="badge">{say('page.bot')}</span>}{' '}
          <time>{timeOf(create_time)}</time>
          {ephemeral_to !== undefined && <span class="only-you"> 👁 {say('page.only-you')}</span>}
        </p>
        <Content message={message} />
        {replies !== undefined && ephemeral_to === undefined && (
          <button type="button" class="replies" onClick={() => openThread('lark', id)}>
            {replies > 0 ? say('page.replies', { count: replies }) : say('page.reply')}
          </button>
        )}
      </div>
    </article>
  );
}

function Content({ message }: { readonly message: LarkMessage }) {
  const { msg_type, content, message_id, update_time, mentions = [] } = message;
  switch (msg_type) {
    case 'interactive':
      return <Card card={content} message={message_id} drawing={update_time ?? 0} />;
    case 'text':
      return (
        <p class="bubble">
          {textOf(content.text)
            .split(/(@_user_\d+)/)
            .map((part) => {
              const mention = mentions.find(({ key }) => key === part);
              return mention ? <span class="mention">@{mention.name}</span> : part;
            })}
        </p>
      );
    case 'image':
      return (
        <Attached
          url={`/files/lark/${textOf(content.image_key)}`}
          name={`${textOf(content.image_key)}.png`}
          title={say('page.picture')}
        />
      );
    case 'file':
      return (
        <Attached
          url={`/files/lark/${textOf(content.file_key)}`}
          name={textOf(content.file_name)}
          title={textOf(content.file_name)}
        />
      );
    default:
      return <p class="unknown">{say('page.unknown', { kind: msg_type })}</p>;
  }
}
