/** What a newcomer needs: three sentences, and for customers the seven steps, always current. */
import { keep } from './parts/kept.ts';
import { say } from './say.ts';
import { Blocks } from './slack/blocks.tsx';
import { messageHands } from './slack/hands.ts';
import { isGuideOpen, person, sight } from './store.ts';

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
          <Blocks blocks={card.blocks ?? []} hands={messageHands(card.channel, card.ts)} />
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
