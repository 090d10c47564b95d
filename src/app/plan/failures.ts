/** Failures a plan can try: a line router or a line that is down. Nobody can ask for them. */
import { regions } from '../../engine/catalog/regions.ts';
import { refused } from '../../engine/core.ts';
import { lineSides } from '../../engine/site/index.ts';
import { t } from '../text/phrase.ts';
import { idOf } from '../verbs/thing-act.ts';
import type { PartRule } from './plan.ts';

const routerDown: PartRule = ({ args }) => {
  const router = args['router-down'];
  if (router === undefined) return undefined;
  const region = regions.find(({ lineRouters }) => lineRouters.includes(router))?.id;
  if (region === undefined) return refused('unknown-thing', { field: 'router-down', value: router });
  return {
    region,
    what: [t('plan.router-down', { router })],
    changes: [{ log: 'site', region, command: { do: 'router-down', router } }],
  };
};

const lineDown: PartRule = ({ args, state }) => {
  const word = args['line-down'];
  if (word === undefined) return undefined;
  const connection = idOf(state, 'connection', 'line-down', word);
  if (typeof connection !== 'string') return connection;
  const { name = connection, region = '' } = state.connections[connection] ?? {};
  return {
    region,
    what: [t('plan.line-down', { name })],
    changes: lineSides.map((side) => ({ log: 'site', region, command: { do: 'line-dark', connection, side } })),
  };
};

export const failureParts: readonly PartRule[] = [routerDown, lineDown];
