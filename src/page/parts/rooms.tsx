/** The list of rooms at the side of a chat, with a mark where something is new. Knows no platform's rooms. */
import { useEffect } from 'preact/hooks';
import { say } from '../say.ts';
import { me, type Platform, sight } from '../store.ts';
import { isNew, look } from './unread.ts';

interface RoomRow {
  readonly id: string;
  readonly name: string;
  readonly mark: string;
}

interface Props {
  readonly platform: Platform;
  readonly groups: readonly { readonly title: string; readonly rooms: readonly RoomRow[] }[];
  readonly open: string;
  readonly choose: (id: string) => void;
}

/** The newest message of a room, by its id. */
function newestIn(platform: Platform, room: string): string | undefined {
  return platform === 'slack'
    ? sight.value?.slack.messages.findLast(({ channel }) => channel === room)?.ts
    : sight.value?.lark.messages.findLast(({ chat_id }) => chat_id === room)?.message_id;
}

export function Rooms({ platform, groups, open, choose }: Props) {
  const newest = newestIn(platform, open);
  useEffect(() => look(`${me.value}/${open}`, newest), [open, newest]);
  return (
    <nav class="rooms" aria-label={`${say(`page.${platform}`)}: ${say('page.rooms')}`}>
      {groups.map(({ title, rooms }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {rooms.map(({ id, name, mark }) => (
              <li key={id}>
                <button
                  type="button"
                  title={name}
                  aria-current={id === open ? 'page' : undefined}
                  class={id !== open && isNew(`${me.value}/${id}`, newestIn(platform, id)) ? 'new' : ''}
                  onClick={() => choose(id)}
                >
                  <span class="room-mark" aria-hidden="true">
                    {mark}
                  </span>{' '}
                  <span class="room-name">{name}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
