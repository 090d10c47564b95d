/** Slack's side of the page: rooms, messages, threads, modals. Knows no block. */
import type { SlackMessage, SlackSight } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { Composer } from '../parts/composer.tsx';
import { Rooms } from '../parts/rooms.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { ThreadView } from '../parts/thread-view.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { say } from '../say.ts';
import { openRoom, openThread, openThreads, roomOf, sight } from '../store.ts';
import { Home } from './home.tsx';
import { Message } from './message.tsx';
import { Modal } from './modal.tsx';

export function SlackPane() {
  const slack = sight.value?.slack;
  if (!slack) return <section class="pane slack" aria-label={say('page.slack')} aria-busy="true" />;
  const room = roomOf('slack') ?? 'home';
  const top = slack.modals.at(-1);
  return (
    <section class="pane slack" aria-label={say('page.slack')}>
      <Rooms
        platform="slack"
        open={room}
        choose={(id) => openRoom('slack', id)}
        groups={[
          { title: say('page.app'), rooms: [{ id: 'home', name: say('page.home'), mark: '⌂' }] },
          {
            title: say('page.channels'),
            rooms: slack.rooms.filter(({ kind }) => kind !== 'im').map(({ id, name }) => ({ id, name, mark: '#' })),
          },
          {
            title: say('page.direct'),
            rooms: slack.rooms.filter(({ kind }) => kind === 'im').map(({ id, name }) => ({ id, name, mark: '●' })),
          },
        ]}
      />
      <div class="chat">{room === 'home' ? <Home /> : <Room slack={slack} room={room} />}</div>
      {top && <Modal key={top.id} view={top} />}
      <Toasts platform="slack" />
    </section>
  );
}

function Room({ slack, room }: { readonly slack: SlackSight; readonly room: string }) {
  const found = slack.rooms.find(({ id }) => id === room);
  const name = found?.name ?? room;
  // In a channel the bot hears what mentions it.
  const isDirect = found?.kind === 'im';
  const here = slack.messages.filter(({ channel }) => channel === room);
  const repliesTo = (ts: string) => here.filter((one) => one.thread_ts === ts && one.ts !== ts);
  const roots = here.filter((one) => one.thread_ts === undefined || one.thread_ts === one.ts || one.ephemeral_to);
  const thread = here.find(({ ts }) => ts === openThreads.value.slack);
  const send = (text: string, ts?: string) =>
    text.startsWith('/') && ts === undefined
      ? act({ do: 'slack-type', room, line: text })
      : act({ do: 'slack-say', room, text, thread: ts });
  const draw = (message: SlackMessage) => <Message key={message.ts} message={message} />;
  return (
    <>
      <header class="chat-head">
        <h2>{name === 'Hostline' ? name : `# ${name}`}</h2>
      </header>
      <Scroll label={say('page.messages', { room: name })} mark={`${room}|${here.length}`}>
        {roots.length === 0 && <p class="empty">{say('page.empty')}</p>}
        {roots.map((message) => (
          <Message key={message.ts} message={message} replies={repliesTo(message.ts).length} />
        ))}
      </Scroll>
      <Composer
        key={room}
        label={say('page.write', { room: name })}
        send={(text) => send(text)}
        share={(file, text) =>
          act({ do: 'slack-share', room, text: isDirect ? text : `<@${slack.botId}> ${text}`, file })
        }
      />
      {thread && (
        <ThreadView
          count={repliesTo(thread.ts).length}
          leave={() => openThread('slack', undefined)}
          send={(text) => send(text, thread.ts)}
        >
          {draw(thread)}
          {repliesTo(thread.ts).map(draw)}
        </ThreadView>
      )}
    </>
  );
}
