/** Lark's side of the page: chats, messages, replies, the bot's menu. Knows no component. */
import type { LarkMessage, LarkSight } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { Composer } from '../parts/composer.tsx';
import { Rooms } from '../parts/rooms.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { ThreadView } from '../parts/thread-view.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { say } from '../say.ts';
import { openRoom, openThread, openThreads, roomOf, sight } from '../store.ts';
import { Message } from './message.tsx';

/** As set up in the developer console. */
const menu = ['inbox', 'setup', 'list', 'queue', 'help'] as const;

export function LarkPane() {
  const lark = sight.value?.lark;
  if (!lark) return <section class="pane lark" aria-label={say('page.lark')} aria-busy="true" />;
  const room = roomOf('lark') ?? '';
  return (
    <section class="pane lark" aria-label={say('page.lark')}>
      <Rooms
        platform="lark"
        open={room}
        choose={(id) => openRoom('lark', id)}
        groups={[
          {
            title: say('page.rooms'),
            rooms: lark.rooms.map(({ id, name, direct }) => ({ id, name, mark: direct ? '◆' : '▣' })),
          },
        ]}
      />
      <div class="chat">
        <Room lark={lark} room={room} />
      </div>
      <Toasts platform="lark" />
    </section>
  );
}

function Room({ lark, room }: { readonly lark: LarkSight; readonly room: string }) {
  const found = lark.rooms.find(({ id }) => id === room);
  const name = found?.name ?? '';
  const here = lark.messages.filter(({ chat_id }) => chat_id === room);
  const repliesTo = (id: string) => here.filter((one) => one.root_id === id);
  const thread = here.find(({ message_id }) => message_id === openThreads.value.lark);
  const send = (text: string, replyTo?: string) =>
    act({ do: 'lark-say', room, text: called(text, found?.direct ?? false), replyTo });
  const draw = (message: LarkMessage) => <Message key={message.message_id} message={message} />;
  return (
    <>
      <header class="chat-head">
        <h2>{name}</h2>
        {found?.direct && (
          <div class="bot-menu" role="toolbar" aria-label={say('page.menu')}>
            {menu.map((key) => (
              <button key={key} type="button" onClick={() => void act({ do: 'lark-menu', key })}>
                {say(`page.menu.${key}`)}
              </button>
            ))}
          </div>
        )}
      </header>
      <Scroll label={say('page.messages', { room: name })} mark={`${room}|${here.length}`}>
        {here.length === 0 && <p class="empty">{say('page.empty')}</p>}
        {here
          .filter(({ root_id }) => root_id === undefined)
          .map((message) => (
            <Message key={message.message_id} message={message} replies={repliesTo(message.message_id).length} />
          ))}
      </Scroll>
      <Composer
        key={room}
        label={say('page.write', { room: name })}
        send={(text) => send(text)}
        share={found?.direct ? (file) => act({ do: 'lark-file', room, file }) : undefined}
        hint={found?.direct ? undefined : say('page.mentioned')}
      />
      {thread && (
        <ThreadView
          count={repliesTo(thread.message_id).length}
          leave={() => openThread('lark', undefined)}
          send={(text) => send(text, thread.message_id)}
        >
          {draw(thread)}
          {repliesTo(thread.message_id).map(draw)}
        </ThreadView>
      )}
    </>
  );
}

/** In a group a command calls the bot, as the client's own @ would. */
function called(text: string, isDirect: boolean): string {
  return text.startsWith('/') && !isDirect ? `@bot ${text}` : text;
}
