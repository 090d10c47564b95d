/** The page around the two chats: who one is, language, colours, guide, trouble, picture. */
import { Guide } from './guide.tsx';
import { LarkPane } from './lark/pane.tsx';
import { Confirm } from './parts/confirm.tsx';
import { keep } from './parts/kept.ts';
import { Toasts } from './parts/toasts.tsx';
import { People } from './people.tsx';
import { PictureView } from './picture.tsx';
import { say } from './say.ts';
import { SlackPane } from './slack/pane.tsx';
import { isGuideOpen, isLost, isTroubleOpen, languageChoice, shownPlatform, sight, theme } from './store.ts';
import { Trouble } from './trouble.tsx';

export function Frame() {
  return (
    <div class="page">
      <header class="top">
        <h1>
          <img src="/icon.svg" alt="" width="24" height="24" /> {say('page.title')}
        </h1>
        <People />
        <Choices />
      </header>
      {isLost.value && (
        <p class="banner" role="alert">
          {say('page.lost')}
        </p>
      )}
      {isGuideOpen.value && <Guide />}
      <main class="sides" data-shown={shownPlatform.value}>
        {sight.value === undefined ? (
          <p class="empty" role="status">
            {say('page.loading')}
          </p>
        ) : (
          <>
            <Narrow />
            <SlackPane />
            <LarkPane />
          </>
        )}
        <PictureView />
        {isTroubleOpen.value && <Trouble />}
      </main>
      <Toasts platform="page" />
      <Confirm />
    </div>
  );
}

function Choices() {
  return (
    <div class="choices">
      <label>
        <span>{say('page.language')}</span>
        <select
          value={languageChoice.value}
          onChange={({ currentTarget: { value } }) => {
            languageChoice.value = value === 'en' || value === 'zh' ? value : 'auto';
            keep('language', languageChoice.value);
          }}
        >
          <option value="auto">{say('page.language.auto')}</option>
          <option value="en">{say('language.page.en')}</option>
          <option value="zh">{say('language.page.zh')}</option>
        </select>
      </label>
      <label>
        <span>{say('page.theme')}</span>
        <select
          value={theme.value}
          onChange={({ currentTarget: { value } }) => {
            theme.value = value === 'light' || value === 'dark' ? value : 'auto';
            keep('theme', theme.value);
          }}
        >
          {(['auto', 'light', 'dark'] as const).map((one) => (
            <option key={one} value={one}>
              {say(`page.theme.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {!isGuideOpen.value && (
        <button
          type="button"
          class="button"
          onClick={() => {
            isGuideOpen.value = true;
            keep('guide', 'shown');
          }}
        >
          {say('page.guide.open')}
        </button>
      )}
      <button
        type="button"
        class="button"
        aria-expanded={isTroubleOpen.value}
        onClick={() => {
          isTroubleOpen.value = !isTroubleOpen.value;
        }}
      >
        ⚡ {say('page.trouble')}
      </button>
    </div>
  );
}

/** Narrow windows show one chat at a time. */
function Narrow() {
  return (
    <fieldset class="narrow" aria-label={say('page.narrow')}>
      {(['slack', 'lark'] as const).map((platform) => (
        <button
          key={platform}
          type="button"
          aria-pressed={shownPlatform.value === platform}
          onClick={() => {
            shownPlatform.value = platform;
          }}
        >
          {say(`page.${platform}`)}
        </button>
      ))}
    </fieldset>
  );
}
