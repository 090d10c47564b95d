/** Keeps a customer's seven-step card pinned: asks for it as that person would, and again when a card has changed. */
import type { Message, SlackSandbox } from '../slack/index.ts';

export interface Guide {
  /** The newest card, once it is there. */
  cardFor(person: string): Message | undefined;
  /** Asks anew; a question on its way answers for all that are asked meanwhile. */
  refresh(person: string): void;
  isAsking(person: string): boolean;
  /** Messages that are shown pinned, and so nowhere else. */
  readonly hidden: ReadonlySet<string>;
}

/** @param changed called when a new card is there. */
export function createGuide(slack: Pick<SlackSandbox, 'type'>, changed: () => void): Guide {
  const cards = new Map<string, Message>();
  const hidden = new Set<string>();
  const asking = new Map<string, 'once' | 'again'>();

  async function ask(person: string): Promise<void> {
    const seen = await slack.type(person, '@', '/line setup');
    for (const message of seen.ephemeral) {
      if (message.channel !== seen.ephemeral[0]?.channel || !isCard(message)) continue;
      hidden.add(message.ts);
      cards.set(person, message);
    }
    changed();
  }

  function refresh(person: string): void {
    if (asking.has(person)) {
      asking.set(person, 'again');
      return;
    }
    asking.set(person, 'once');
    const finish = () => {
      const again = asking.get(person) === 'again';
      asking.delete(person);
      if (again) refresh(person);
    };
    ask(person).then(finish, finish);
  }

  return { cardFor: (person) => cards.get(person), refresh, isAsking: (person) => asking.has(person), hidden };
}

/** The answer is a card with a title; a sentence, such as a refusal, is not pinned. */
export function isCard(message: Message): boolean {
  return message.blocks?.[0]?.type === 'header';
}
