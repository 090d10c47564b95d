/** Draws one message of a Slack room: who, when, blocks or text, files, replies. Sends nothing but what is pressed. */
import type { SlackMessage } from '../../sandbox/page/wire.ts';
import { Attached } from '../parts/attached.tsx';
import { Avatar } from '../parts/avatar.tsx';
import { timeOf } from '../parts/clock.ts';
import { objectsOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { openThread, sight } from '../store.ts';
import { Blocks } from './blocks.tsx';
import { messageHands } from './hands.ts';
import { Mrkdwn } from './mrkdwn.tsx';

interface Props {
  readonly message: SlackMessage;
  /** Replies under it; absent where threads are not opened from here. */
  readonly replies?: number;
}

export function Message({ message, replies }: Props) {
  const { channel, ts, user, text, blocks, ephemeral_to, edited, files, reactions } = message;
  const names = sight.value?.slack.names ?? {};
  const isBot = user === sight.value?.slack.botId;
  return (
    <article class={`message ${ephemeral_to === undefined ? '' : 'private'}`} data-ts={ts}>
      <Avatar name={names[user] ?? user} isBot={isBot} />
      <div class="message-body">
        {ephemeral_to !== undefined && <p class="only-you">👁 {say('page.only-you')}</p>}
        <p class="who">
          <b>{names[user] ?? user}</b> {isBot && <span class="badge">{say('page.bot')}</span>}{' '}
          <time>{timeOf(Number(ts) * 1000)}</time>
          {edited !== undefined && <span class="note"> {say('page.edited')}</span>}
        </p>
        {blocks && blocks.length > 0 ? (
          <Blocks blocks={blocks} hands={messageHands(channel, ts)} />
        ) : (
          text !== '' && (
            <p>
              <Mrkdwn text={text} />
            </p>
          )
        )}
        {objectsOf(files).map((file) => (
          <Attached
            key={textOf(file.id)}
            url={`/files/slack/${textOf(file.id)}`}
            name={textOf(file.name)}
            title={textOf(file.title) || textOf(file.name)}
          />
        ))}
        {reactions && reactions.length > 0 && (
          <p class="reactions">
            {reactions.map(({ name, count }) => (
              <span key={name}>
                <Mrkdwn text={`:${name}:`} /> {count}
              </span>
            ))}
          </p>
        )}
        {replies !== undefined && ephemeral_to === undefined && (
          <button type="button" class="replies" onClick={() => openThread('slack', ts)}>
            {replies > 0 ? say('page.replies', { count: replies }) : say('page.reply')}
          </button>
        )}
      </div>
    </article>
  );
}
