/** The page's line to its server: what is seen comes in, what is done goes out. Draws nothing. */
import { effect } from '@preact/signals';
import type { Act, Outcome, Sight, Town, VerbRow } from '../sandbox/page/wire.ts';
import { say } from './say.ts';
import { isLost, me, type Platform, showToast, sight, town, verbs } from './store.ts';

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

/** Watches as the chosen person, from now on and after every change of person. */
export function watch(): void {
  get<Town>('/town').then(
    (found) => {
      town.value = found;
      if (!found.people.some(({ name }) => name === me.value)) me.value = found.people[0]?.name ?? me.value;
      effect(follow);
    },
    () => {
      isLost.value = true;
      setTimeout(watch, 1_000);
    },
  );
}

function follow(): () => void {
  const name = me.value;
  const source = new EventSource(`/live?as=${encodeURIComponent(name)}`);
  source.onmessage = ({ data }) => {
    isLost.value = false;
    const seen = JSON.parse(String(data)) as Sight;
    if (seen.person === name) sight.value = seen;
  };
  source.onerror = () => {
    isLost.value = true;
  };
  learnVerbs(name);
  return () => source.close();
}

/** Roles may have changed since: asked again whenever somebody begins to type. */
export function learnVerbs(name: string = me.peek()): void {
  get<VerbRow[]>(`/verbs?as=${encodeURIComponent(name)}`).then(
    (found) => {
      if (name === me.peek()) verbs.value = found;
    },
    () => undefined,
  );
}

/** Does something as the person; what the platform's client would show of a failure is shown. */
export async function act(what: Act): Promise<Outcome> {
  const platform: Platform | 'page' = what.do.startsWith('slack')
    ? 'slack'
    : what.do.startsWith('lark')
      ? 'lark'
      : 'page';
  const outcome = await send(what);
  if (outcome.toast) showToast(platform, outcome.toast.type, outcome.toast.content);
  if (outcome.status === 'failed' && platform === 'slack')
    showToast(platform, 'error', say('page.error.slack', { error: outcome.error ?? '' }));
  if (outcome.status === 'failed' && platform === 'lark' && outcome.error !== undefined)
    showToast(platform, 'error', say('page.error.lark', { error: outcome.error }));
  return outcome;
}

async function send(what: Act): Promise<Outcome> {
  try {
    const response = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: me.peek(), act: what }),
    });
    const body = (await response.json()) as Outcome | { readonly wrong: string };
    if (!('wrong' in body)) return body;
    showToast('page', 'error', say('page.failed', { reason: body.wrong }));
  } catch {
    showToast('page', 'error', say('page.lost'));
  }
  return { status: 'kept' };
}
