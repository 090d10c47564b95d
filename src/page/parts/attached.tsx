/** A picture or a file under a message; pictures open beside the chats. Fetches nothing but its address. */
import { useState } from 'preact/hooks';
import { say } from '../say.ts';
import { picture } from '../store.ts';

interface Props {
  readonly url: string;
  readonly name: string;
  readonly title: string;
}

export function Attached({ url, name, title }: Props) {
  const [isPicture, setPicture] = useState(/\.png$/i.test(name));
  if (!isPicture)
    return (
      <a class="file" href={url} download={name}>
        <span aria-hidden="true">📄</span> {say('page.download', { file: name })}
      </a>
    );
  return (
    <button
      type="button"
      class="thumbnail"
      aria-label={`${title}: ${say('page.picture.open')}`}
      onClick={() => {
        picture.value = { url, title };
      }}
    >
      <img src={url} alt={title} loading="lazy" onError={() => setPicture(false)} />
    </button>
  );
}
