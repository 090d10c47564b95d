/** The switch between people: one is always chosen; arrows move, as among radio buttons. */
import { Avatar } from './parts/avatar.tsx';
import { say, sayRole } from './say.ts';
import { become, language, me, sight, town } from './store.ts';

export function People() {
  const comma = language.value === 'zh' ? '、' : ', ';
  return (
    <fieldset class="people">
      <legend class="unseen">{say('page.people')}</legend>
      {town.value.people.map(({ name, realName, roles, company }) => (
        <label key={name} class={name === me.value ? 'chosen' : ''}>
          <input type="radio" name="person" value={name} checked={name === me.value} onChange={() => become(name)} />
          <Avatar name={realName} />
          <span>
            <b>{realName}</b>
            <small>
              {roles.map(sayRole).join(comma)}
              {company !== undefined && ` · ${company}`}
              {sight.value?.strangers.includes(name) && ` · ${say('page.stranger')}`}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
