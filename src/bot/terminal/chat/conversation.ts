/** A person's talk with the service: lines become deeds, answers are shown. Knows no socket and no terminal device. */
import type { Language } from '../../../app/text/phrase.ts';
import { clean, printable } from '../clean.ts';
import type { Choice } from '../render.ts';
import { type HeardBody, type Option, type Posted, targetOf, type WireAnswer } from '../wire.ts';
import { words } from '../words.ts';
import { type Asking, listed } from './ask-form.ts';
import { type Connection, newDelivery } from './connection.ts';
import { choose } from './field.ts';
import { fillForm } from './fill-form.ts';
import type { Screen } from './screen.ts';
import { sayTrouble } from './trouble.ts';

export interface Talk {
  readonly connection: Connection;
  readonly screen: Screen;
  readonly room: string;
  readonly language: Language;
  readonly colour: boolean;
}

type Deed = HeardBody['what'];
interface Place {
  readonly room: string;
  readonly message?: string;
}
/** Something that can be pressed, and where it stands. */
type Pressable = Place & { readonly choice: Choice };

export interface Conversation {
  /** Does what one line asks for; returns how it went. */
  take(line: string): Promise<'done' | 'refused' | 'trouble'>;
  /** Shows what was pushed into a room. */
  push(room: string, item: Posted): void;
  language(): Language;
}

export function conversation({ connection, screen, room, colour, ...talk }: Talk): Conversation {
  let language = talk.language;
  /** Choices of the last card answered here, and of all cards pushed. */
  let answered = new Map<string, Pressable>();
  const pushed = new Map<string, Pressable>();
  const titles = new Map<string, string>();
  const homes = new Map<string, string>();

  const tell = (text: string) => screen.print(text);

  const heard = (what: Deed, at: Place): HeardBody => ({
    delivery: newDelivery(),
    room: at.room,
    ...(at.message === undefined ? {} : { message: at.message }),
    language,
    view: { width: screen.width(), colour },
    what,
  });

  const search = async (source: string, query: string): Promise<Option[]> => {
    const answer = await connection.hear(heard({ kind: 'search', source, query }, { room }));
    return answer.kind === 'options' ? answer.options : [];
  };
  /** Sends one filled form, however often, under one delivery id. */
  const submission = (what: Deed, at: Place) => {
    const body = heard(what, at);
    return () => connection.hear(body);
  };

  const asking = (): Asking => ({ screen, language, url: connection.url, search });

  const show = async (answer: WireAnswer, at: Place): Promise<'done' | 'refused'> => {
    language = answer.language;
    tell(printable(answer.text));
    if (answer.kind === 'card') {
      answered = new Map(answer.buttons.map((choice) => [choice.press, { choice, room: at.room }]));
    }
    if (answer.kind === 'form') {
      const filled = await fillForm(answer.form, asking(), (what) => submission(what, at));
      return typeof filled === 'string' ? filled : show(filled, at);
    }
    return answer.kind === 'errors' || (answer.kind === 'said' && answer.tone === 'bad') ? 'refused' : 'done';
  };

  const act = async (what: Deed, at: Place) => show(await connection.hear(heard(what, at)), at);

  const press = async ({ choice, ...at }: Pressable): Promise<'done' | 'refused'> => {
    if (choice.confirm) {
      tell(`${clean(choice.confirm.title)}\n${clean(choice.confirm.text)}`);
      const sure = await screen.ask(words(language, 'terminal.press.confirm'));
      if (!/^(y|yes|是|好)$/i.test(sure?.trim() ?? '')) return dropped();
    }
    let { args } = choice;
    if (choice.pick) {
      const picked = await pick(choice.pick.source, choice.label);
      if (picked === undefined) return dropped();
      args = { ...args, [choice.pick.name]: picked };
    }
    return act({ kind: 'clicked', ...targetOf(choice), args }, at);
  };

  const dropped = (): 'done' => {
    tell(words(language, 'terminal.press.dropped'));
    return 'done';
  };

  const pick = async (source: string, label: string): Promise<string | undefined> => {
    let options = await search(source, '');
    for (;;) {
      tell(options.length > 0 ? listed(options) : words(language, 'terminal.ask.nothing-found'));
      const line = (await screen.ask(`${clean(label)} (${words(language, 'terminal.ask.search')}): `))?.trim();
      if (line === undefined || line === '' || line === '/cancel') return undefined;
      const chosen = choose(line, options);
      if (chosen !== undefined) return chosen;
      options = await search(source, line === '?' ? '' : line);
    }
  };

  const obey = (line: string): Promise<'done' | 'refused'> => {
    if (line === '/home') return act({ kind: 'home' }, { room });
    const pressable = answered.get(line) ?? pushed.get(line);
    if (pressable) return press(pressable);
    if (/^[a-z]?\d{1,4}$/.test(line)) {
      tell(words(language, 'terminal.press.none', { press: line }));
      return Promise.resolve('refused');
    }
    const text = line.replace(/^\/?line(\s+|$)/i, '') || 'help';
    return act({ kind: 'typed', text }, { room });
  };

  return {
    language: () => language,
    async take(line) {
      try {
        return await obey(line.trim());
      } catch (error) {
        tell(sayTrouble(error, language, connection.url, room));
        return 'trouble';
      }
    },
    push(from, item) {
      if (item.kind === 'home' && homes.get(from) === item.text) return;
      if (item.kind === 'home') homes.set(from, item.text);
      if (item.title !== undefined) titles.set(`${from} ${item.of ?? item.id}`, item.title);
      const message = item.of ?? item.id;
      for (const choice of item.buttons) pushed.set(choice.press, { choice, room: from, message });
      const about = item.kind === 'reply' ? titles.get(`${from} ${message}`) : undefined;
      const head = [from.startsWith('@') ? undefined : from, about].filter((part) => part !== undefined);
      tell([...(head.length > 0 ? [clean(head.join(' · '))] : []), printable(item.text)].join('\n'));
    },
  };
}
