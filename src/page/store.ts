/** What the page knows at this moment: who one is, what that person sees, what is open. Draws nothing, calls nobody. */
import { computed, signal } from '@preact/signals';
import type { Language, Sight, Town, Townsperson, VerbRow } from '../sandbox/page/wire.ts';
import { keep, kept } from './parts/kept.ts';

export type Platform = 'slack' | 'lark';
export type Theme = 'auto' | 'light' | 'dark';

export interface ToastShown {
  readonly id: number;
  readonly platform: Platform | 'page';
  readonly type: string;
  readonly content: string;
}

/** A picture shown beside the chats. */
export interface Picture {
  readonly url: string;
  readonly title: string;
}

export const town = signal<Town>({ people: [], fieldEngineer: '' });
export const sight = signal<Sight | undefined>(undefined);
export const verbs = signal<readonly VerbRow[]>([]);
export const isLost = signal(false);

export const me = signal(kept('person') ?? 'tom');
export const languageChoice = signal<'auto' | Language>((kept('language') as Language | undefined) ?? 'auto');
export const theme = signal<Theme>((kept('theme') as Theme | undefined) ?? 'auto');
export const isGuideOpen = signal(kept('guide') !== 'hidden');
export const isTroubleOpen = signal(false);
export const picture = signal<Picture | undefined>(undefined);
export const toasts = signal<readonly ToastShown[]>([]);
/** On narrow windows one chat is shown. */
export const shownPlatform = signal<Platform>('slack');

/** Which room each person has open on each platform; `home` is Slack's Home tab. */
const openRooms = signal<Readonly<Record<string, string>>>({});
/** The message whose replies are open, by platform; of one person at a time. */
export const openThreads = signal<Readonly<Partial<Record<Platform, string>>>>({});

export const person = computed<Townsperson | undefined>(() => town.value.people.find(({ name }) => name === me.value));
/** Of the person, whatever the page's own words are in. */
export const ownLanguage = computed<Language>(() => person.value?.language ?? 'en');
export const language = computed<Language>(() =>
  languageChoice.value === 'auto' ? ownLanguage.value : languageChoice.value,
);

export function roomOf(platform: Platform): string | undefined {
  const rooms: readonly { readonly id: string }[] = sight.value?.[platform].rooms ?? [];
  const chosen = openRooms.value[`${platform}/${me.value}`];
  if (chosen === 'home' || rooms.some(({ id }) => id === chosen)) return chosen;
  return rooms[0]?.id;
}

export function openRoom(platform: Platform, room: string): void {
  openRooms.value = { ...openRooms.value, [`${platform}/${me.value}`]: room };
  openThread(platform, undefined);
}

export function openThread(platform: Platform, message: string | undefined): void {
  const { [platform]: _, ...others } = openThreads.value;
  openThreads.value = message === undefined ? others : { ...others, [platform]: message };
}

export function become(name: string): void {
  if (name === me.value) return;
  me.value = name;
  sight.value = undefined;
  openThreads.value = {};
  picture.value = undefined;
  keep('person', name);
}

const toastMs = 6_000;
let toastCount = 0;

export function showToast(platform: ToastShown['platform'], type: string, content: string): void {
  toastCount += 1;
  const id = toastCount;
  toasts.value = [...toasts.value, { id, platform, type, content }].slice(-4);
  setTimeout(() => dropToast(id), toastMs);
}

export function dropToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
