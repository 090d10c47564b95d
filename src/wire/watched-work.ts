/** Measures hearing and jobs from outside, and names the steps from a click to its card. Changes nothing they do. */

import type { Card } from '../app/cards/model.ts';
import type { App, Job } from '../app/index.ts';
import type { Ear, EventLog, Queues, Speaker } from '../app/ports.ts';
import { t } from '../app/text/phrase.ts';
import { Later } from '../app/world.ts';
import { type Correlation, correlation, fromHeader, toHeader } from './correlation.ts';
import type { ServiceTelemetry } from './telemetry.ts';
import type { Tracer, Tracing } from './tracing.ts';

/** Name of the field that carries the trace in a job's data. */
const carried = 'trace';

type Meter = Pick<ServiceTelemetry, 'observe'>;

const secondsSince = (start: number) => (performance.now() - start) / 1_000;

export function watchedEar(ear: Ear, meter: Meter, tracer: Tracer): Ear {
  return {
    suggest: (heard) => ear.suggest(heard),
    async hear(heard, files) {
      const start = performance.now();
      const { platform } = heard.identity;
      let outcome = 'failed';
      try {
        const about = { 'hostline.platform': platform, 'hostline.heard': heard.what.kind };
        const answered = await tracer.step('hear', about, () => ear.hear(heard, files));
        const { answer } = answered;
        outcome = answer.kind === 'said' && answer.tone === 'bad' ? 'refused' : 'answered';
        return answered;
      } finally {
        meter.observe('hear_seconds', secondsSince(start), { platform, outcome });
      }
    },
  };
}

export function watchedWork(app: Pick<App, 'work'>, meter: Meter, tracer: Tracer): Pick<App, 'work'> {
  return {
    async work(job) {
      const start = performance.now();
      const { queue, name } = job;
      const about = { 'hostline.queue': queue, 'hostline.job': job.key };
      let outcome = 'done';
      try {
        await tracer.step(`job ${name}`, about, () => app.work(job), parentOf(job));
      } catch (error) {
        outcome = error instanceof Later ? 'later' : 'failed';
        throw error;
      } finally {
        meter.observe('job_seconds', secondsSince(start), { queue, name, outcome });
      }
    },
  };
}

function parentOf({ data }: Job): Correlation | undefined {
  return typeof data === 'object' && data !== null && carried in data ? fromHeader(data[carried]) : undefined;
}

/** Jobs know what they follow from. */
export function watchedQueues(queues: Queues, tracer: Tracer): Queues {
  return {
    async enqueue(effects) {
      const now = correlation();
      if (effects.length === 0 || !now) return queues.enqueue(effects);
      await tracer.step('enqueue', { 'hostline.jobs': effects.map((row) => row.name).join(' ') }, () => {
        const trace = toHeader(correlation() ?? now);
        return queues.enqueue(effects.map((row) => ({ ...row, data: { ...row.data, [carried]: trace } })));
      });
    },
  };
}

export function watchedLog<L extends EventLog>(log: L, tracer: Tracer): L {
  return {
    ...log,
    append: (name, entry, end) =>
      tracer.step('append', { 'hostline.log': name, 'hostline.version': String(entry.version) }, () =>
        log.append(name, entry, end),
      ),
  };
}

/** Calls of a platform as steps; where traces are kept, a card names the one it comes from in small print. */
export function watchedSpeaker(speaker: Speaker, tracing: Tracing): Speaker {
  if (!tracing.kept) return speaker;
  const { name } = speaker;
  const step = <T>(call: string, act: () => Promise<T>) =>
    tracing.step(`${name} ${call}`, { 'hostline.platform': name }, act);
  return {
    ...speaker,
    post: (room, card, language, key) => step('post', () => speaker.post(room, noted(card), language, key)),
    update: (ref, card, language) => step('update', () => speaker.update(ref, noted(card), language)),
    reply: (ref, text, language, key) => step('reply', () => speaker.reply(ref, text, language, key)),
    line: (room, text, language, key) => step('line', () => speaker.line(room, text, language, key)),
  };
}

function noted(card: Card): Card {
  const now = correlation();
  return now ? { ...card, blocks: [...card.blocks, { kind: 'note', text: t('card.trace', { id: now.trace }) }] } : card;
}
