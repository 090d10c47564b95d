/** Blocks and cards drawn to HTML without a browser. */
import { render } from 'preact-render-to-string';
import { Card } from '../../src/page/lark/card.tsx';
import { Blocks } from '../../src/page/slack/blocks.tsx';
import { viewHands } from '../../src/page/slack/hands.ts';
import type { JsonObject } from '../../src/sandbox/page/wire.ts';

const form = { values: {}, errors: {}, enter: () => undefined };

/** What crosses the wire is JSON. */
const crossed = <T,>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

export const drawBlocks = (blocks: unknown) =>
  render(<Blocks blocks={crossed<JsonObject[]>(blocks)} hands={viewHands('V1', form)} />);

export const drawCard = (card: unknown) => render(<Card card={crossed<JsonObject>(card)} message="om_1" />);
