/** Knows which names and addresses inside a Network value must exist elsewhere in it; fields themselves are checked in network.ts. */
import type { End, Network, NodeConfig } from './network.ts';

/** `path` leads to the field, as in zod issues. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
const ENDS: readonly End[] = ['a', 'b'];

function duplicates(ids: readonly string[], list: string): Problem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: [list, index, 'id'], message: `'${id}' is used twice` }],
  );
}

function nodeProblems([name, node]: [string, NodeConfig], { nodes, links }: Network): Problem[] {
  const at = (field: string, message: string): Problem => ({ path: ['nodes', name, field], message });
  const own = new Set(links.flatMap(({ id, a, b }) => (a.node === name || b.node === name ? [id] : [])));
  const from = node.propagateFrom;
  return [
    ...(from !== undefined && !nodes[from] ? [at('propagateFrom', `no node '${from}'`)] : []),
    ...(node.propagate && from === undefined ? [at('propagateFrom', 'needed with propagate')] : []),
    ...(node.propagate && node.propagateVia === undefined ? [at('propagateVia', 'needed with propagate')] : []),
    ...(node.isolated ?? []).flatMap((id) => (own.has(id) ? [] : [at('isolated', `no link '${id}' here`)])),
  ];
}

function linkProblems(network: Network): Problem[] {
  return network.links.flatMap((link, index) =>
    ENDS.filter((end) => !network.nodes[link[end].node]).map((end) => ({
      path: ['links', index, end, 'node'],
      message: `no node '${link[end].node}'`,
    })),
  );
}

function sessionProblems(network: Network): Problem[] {
  return network.sessions.flatMap((session, index) => {
    const link = network.links.find(({ id }) => id === session.link);
    const unknown: Problem[] = link
      ? []
      : [{ path: ['sessions', index, 'link'], message: `no link '${session.link}'` }];
    const sides = ENDS.flatMap((end): Problem[] => {
      const { node } = session[end];
      const path = ['sessions', index, end, 'node'];
      const config = network.nodes[node];
      if (!config) return [{ path, message: `no node '${node}'` }];
      if (config.asn === undefined) return [{ path, message: `node '${node}' has no asn` }];
      const onLink = !link || session.addrs || link.a.node === node || link.b.node === node;
      return onLink ? [] : [{ path, message: `node '${node}' is not on link '${session.link}'` }];
    });
    const twice: Problem[] =
      session.a.node === session.b.node
        ? [{ path: ['sessions', index, 'b', 'node'], message: 'both sides are the same node' }]
        : [];
    return [...unknown, ...sides, ...twice];
  });
}

/** Empty when every name leads somewhere. */
export function danglingReferences(network: Network): Problem[] {
  return [
    ...duplicates(
      network.links.map(({ id }) => id),
      'links',
    ),
    ...duplicates(
      network.sessions.map(({ id }) => id),
      'sessions',
    ),
    ...Object.entries(network.nodes).flatMap((entry) => nodeProblems(entry, network)),
    ...linkProblems(network),
    ...sessionProblems(network),
  ];
}
