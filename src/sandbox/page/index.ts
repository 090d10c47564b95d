/** Puts the page's server together from two sandboxes and what the town knows; holds no rule. */
import type { LarkSandbox } from '../lark/index.ts';
import type { SlackSandbox } from '../slack/index.ts';
import { carryOut, type Stage } from './acting.ts';
import { bundlePage } from './bundle.ts';
import { fileAt } from './files.ts';
import { createGuide, isCard } from './guide.ts';
import { createLive } from './live.ts';
import { servePage } from './server.ts';
import { larkSight, slackSight } from './sight.ts';
import { createTroubles } from './troubles.ts';
import type { Router, Townsperson, VerbRow } from './wire.ts';

export interface PageOptions {
  readonly slack: SlackSandbox;
  readonly lark: LarkSandbox;
  readonly people: readonly Townsperson[];
  readonly font: Uint8Array;
  /** The verbs that person may use now. */
  readonly verbs: (person: string) => Promise<readonly VerbRow[]>;
  readonly routers: () => Promise<readonly Router[]>;
  /** Names of people who have not linked their accounts. */
  readonly strangers: () => Promise<readonly string[]>;
  readonly fieldEngineer: Stage['fieldEngineer'];
  /** Told of what fails where nobody waits for an answer. */
  readonly fail: (error: unknown) => void;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Page {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error when the port is taken or the browser's code does not build. */
export async function openPage(options: PageOptions): Promise<Page> {
  const { slack, lark, people, fieldEngineer, routers, strangers } = options;
  const troubles = createTroubles([slack.faults, lark.faults]);
  const stage: Stage = { slack, lark, troubles, fieldEngineer };
  const customers = new Set(people.filter(({ company }) => company !== undefined).map(({ name }) => name));

  const live = createLive(async (person) => {
    const guide = guides.cardFor(person);
    return {
      person,
      slack: slackSight(slack, person, guides.hidden),
      lark: larkSight(lark, person),
      strangers: await strangers(),
      routers: await routers(),
      faults: troubles.now(),
      ...(guide === undefined ? {} : { guide }),
    };
  }, options.fail);
  const guides = createGuide(slack, () => live.changed());
  const pinFor = (person: string) => {
    if (customers.has(person)) guides.refresh(person);
  };

  const pinForAll = () => {
    for (const person of live.watched()) pinFor(person);
  };

  /** A card in a room, or a sentence for one person's eyes, may mean a step; the guide's own answers mean none. */
  function mayMeanStep(ts: string): boolean {
    const message = slack.workspace.messages.findLast((one) => one.ts === ts);
    if (message?.blocks === undefined) return false;
    if (message.ephemeral_to === undefined) return true;
    const reader = people.find(({ slackId }) => slackId === message.ephemeral_to)?.name ?? '';
    return !isCard(message) && !guides.isAsking(reader);
  }

  const stops = [
    slack.onChange(({ kind, id }) => {
      if (kind === 'message' && mayMeanStep(id)) pinForAll();
      live.changed();
    }),
    lark.onChange(({ kind }) => {
      if (kind === 'message') pinForAll();
      live.changed();
    }),
  ];
  const listening = await servePage(
    {
      bundle: await bundlePage(),
      font: options.font,
      town: { people, fieldEngineer: fieldEngineer.name },
      verbs: options.verbs,
      watch(person, response) {
        live.open(person, response);
        pinFor(person);
      },
      async act(person, act) {
        const outcome = await carryOut(stage, person, act);
        if (act.do !== 'slack-suggest') pinFor(person);
        live.changed();
        return outcome;
      },
      file: (path) => fileAt(path, slack, lark),
    },
    '127.0.0.1',
    options.port,
  );
  return {
    url: listening.origin,
    async close() {
      for (const stop of stops) stop();
      live.close();
      await listening.close();
    },
  };
}
