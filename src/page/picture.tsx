/** One picture beside the chats, such as the topology. */
import { useEffect, useRef } from 'preact/hooks';
import { say } from './say.ts';
import { picture } from './store.ts';

function close(): void {
  picture.value = undefined;
}

export function PictureView() {
  const shown = picture.value;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [shown?.url]);
  if (!shown) return null;
  return (
    <aside
      class="side picture"
      aria-label={say('page.picture')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2>{shown.title}</h2>
        <button ref={button} type="button" class="plain" aria-label={say('page.close')} onClick={close}>
          ✕
        </button>
      </header>
      <a href={shown.url} target="_blank" rel="noopener noreferrer">
        <img src={shown.url} alt={shown.title} />
      </a>
    </aside>
  );
}
