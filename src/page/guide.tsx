/** What a newcomer needs: three sentences, and for customers the seven steps, always current. */
import type { SlackMessage } from '../sandbox/page/wire.ts';
import { keep } from './parts/kept.ts';
import { say } from './say.ts';
import { Blocks } from './slack/blocks.tsx';
import { type Hands, messageHands } from './slack/hands.ts';
import { isGuideOpen, openRoom, person, sight } from './store.ts';

export function Guide() {
  const card = sight.value?.guide;
  const isCustomer = person.value?.company !== undefined;
  return (
    <aside class={`guide ${isCustomer ? '' : 'staff'}`} aria-label={say('page.guide')}>
      <ol class="sentences">
        <li>{say('page.guide.1', { person: person.value?.realName ?? '' })}</li>
        <li>{say('page.guide.2')}</li>
        <li>{isCustomer ? say('page.guide.3') : say('page.guide.staff')}</li>
      </ol>
      {isCustomer && card && (
        <div class="pinned">
          <Blocks blocks={card.blocks ?? []} hands={pinnedHands(card)} />
        </div>
      )}
      <button
        type="button"
        class="plain hide"
        onClick={() => {
          isGuideOpen.value = false;
          keep('guide', 'hidden');
        }}
      >
        {say('page.guide.hide')} ✕
      </button>
    </aside>
  );
}

/** What is answered to a press is in the direct conversation, where the card was asked for: it is shown. */
function pinnedHands({ channel, ts }: SlackMessage): Hands {
  const hands = messageHands(channel, ts);
  return {
    ...hands,
    async press(block, element) {
      await hands.press(block, element);
      openRoom('slack', channel);
    },
  };
}
