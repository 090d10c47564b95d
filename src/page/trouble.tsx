/** Switches for what goes wrong: deliveries, calls, line routers. Decides no single fault. */
import type { FaultChange } from '../sandbox/page/wire.ts';
import { act } from './line.ts';
import { say } from './say.ts';
import { isTroubleOpen, sight, town } from './store.ts';

const delays = [0, 1, 2] as const;

export function Trouble() {
  const seen = sight.value;
  if (!seen) return null;
  const { struck, ...choice } = seen.faults;
  const choose = (changed: FaultChange) => void act({ do: 'fault', choice: changed });
  const engineer = town.value.people.find(({ name }) => name === town.value.fieldEngineer)?.realName ?? '';
  return (
    <aside class="side trouble" aria-label={say('page.trouble')}>
      <header>
        <h2>{say('page.trouble')}</h2>
        <button
          type="button"
          class="plain"
          aria-label={say('page.close')}
          onClick={() => {
            isTroubleOpen.value = false;
          }}
        >
          ✕
        </button>
      </header>
      <p class="note">{say('page.trouble.hint')}</p>
      <label class="row">
        <span>{say('page.trouble.delay')}</span>
        <select
          value={String(choice.delaySeconds)}
          onChange={({ currentTarget: { value } }) => choose({ delaySeconds: Number(value) })}
        >
          {delays.map((seconds) => (
            <option key={seconds} value={String(seconds)}>
              {say(`page.trouble.delay.${seconds}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="row">
        <span>{say('page.trouble.duplicate')}</span>
        <input
          type="checkbox"
          checked={choice.duplicate}
          onChange={({ currentTarget: { checked } }) => choose({ duplicate: checked })}
        />
      </label>
      <label class="row">
        <span>{say('page.trouble.too-many')}</span>
        <input
          type="checkbox"
          checked={choice.tooMany}
          onChange={({ currentTarget: { checked } }) => choose({ tooMany: checked })}
        />
      </label>
      <p class="note" role="status">
        {say('page.trouble.struck', { count: struck })}
      </p>
      <h3>{say('page.trouble.routers')}</h3>
      <p class="note">{say('page.trouble.routers.hint', { person: engineer })}</p>
      <ul class="routers">
        {seen.routers.map(({ id, region, up }) => (
          <li key={id}>
            <span class={up ? 'up' : 'down'}>
              {say('page.trouble.router', { router: id, state: say(up ? 'page.trouble.up' : 'page.trouble.down') })}
            </span>
            <small>{region}</small>
            <button
              type="button"
              class={`button ${up ? 'danger' : ''}`}
              aria-label={`${say(up ? 'page.trouble.kill' : 'page.trouble.restore')} ${id}`}
              onClick={() => void act({ do: 'router', router: id, up: !up })}
            >
              {say(up ? 'page.trouble.kill' : 'page.trouble.restore')}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
