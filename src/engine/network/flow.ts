/** Knows what makes packets one flow and which equal-cost branch a node picks for it; does not know routes. */

export interface Flow {
  /** Dotted decimal. */
  readonly src: string;
  readonly dst: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Only for tcp and udp. */
  readonly srcPort?: number;
  readonly dstPort?: number;
}

/** Five fields for TCP and UDP, three for ICMP, which has no ports. */
function fieldsOf({ src, dst, protocol, srcPort = 0, dstPort = 0 }: Flow): string {
  return protocol === 'icmp' ? `${src} ${dst} ${protocol}` : `${src} ${dst} ${protocol} ${srcPort} ${dstPort}`;
}

/** FNV-1a with a last mix; each node has its own seed, else all nodes would split the same way. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export function branchOf(flow: Flow, node: string, branches: number): number {
  return branches < 2 ? 0 : hashOf(`${node} ${fieldsOf(flow)}`) % branches;
}

export function reverseOf({ src, dst, protocol, srcPort, dstPort }: Flow): Flow {
  const ports = {
    ...(dstPort !== undefined && { srcPort: dstPort }),
    ...(srcPort !== undefined && { dstPort: srcPort }),
  };
  return { src: dst, dst: src, protocol, ...ports };
}
