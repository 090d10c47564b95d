/** One id for everything that follows from one thing heard: carried along by the runtime, and by jobs as W3C trace context. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** `trace`: 32 hexadecimal digits, what people and logs know. `span`: the step it comes from. */
export interface Correlation {
  readonly trace: string;
  readonly span: string;
}

const store = new AsyncLocalStorage<Correlation>();
/** A random UUID has 122 random bits, drawn many at once. */
const hex = (bytes: number) =>
  randomUUID()
    .replaceAll('-', '')
    .slice(0, 2 * bytes);

export function correlation(): Correlation | undefined {
  return store.getStore();
}

/** Runs `act` as a step of what came with `parent`, of what is under way, or as the first of something new. */
export function correlated<T>(parent: Correlation | undefined, act: () => T, span = hex(8)): T {
  const before = parent ?? store.getStore();
  return store.run({ trace: before?.trace ?? hex(16), span }, act);
}

/** As `traceparent` (W3C Trace Context §3.2). */
export function toHeader({ trace, span }: Correlation): string {
  return `00-${trace}-${span}-01`;
}

/** `undefined` for what is no trace context, such as the data of jobs from before there was one. */
export function fromHeader(text: unknown): Correlation | undefined {
  const [, trace, span] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(typeof text === 'string' ? text : '') ?? [];
  return trace === undefined || span === undefined ? undefined : { trace, span };
}
