/** Draws Slack's Home tab of the app; opening it asks the app for a fresh one. */
import { useEffect } from 'preact/hooks';
import { act } from '../line.ts';
import { objectsOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { me, sight } from '../store.ts';
import { Blocks } from './blocks.tsx';
import { viewHands } from './hands.ts';

export function Home() {
  const name = me.value;
  useEffect(() => void act({ do: 'slack-home' }), [name]);
  const home = sight.value?.slack.home;
  return (
    <section class="scroll home" aria-label={say('page.home')}>
      {home === undefined ? (
        <p class="note">{say('page.loading')}</p>
      ) : (
        <Blocks blocks={objectsOf(home.payload.blocks)} hands={viewHands(home.id)} />
      )}
    </section>
  );
}
