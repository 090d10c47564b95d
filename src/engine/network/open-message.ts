/** Knows what a speaker says in its OPEN and why the other refuses it (RFC 4271 §6.2, 6286, 9234); does not know transport. */
import type { Role } from './network.ts';
import { counterpartOf } from './role.ts';

export interface Open {
  readonly asn: number;
  /** u32, RFC 6286. */
  readonly routerId: number;
  readonly holdSeconds: number;
  readonly role?: Role | undefined;
}
/** What a speaker was told about its peer, next to its own OPEN. */
export interface Expectation {
  readonly remoteAs: number;
  readonly roleStrict: boolean;
}
/** `field` is the option, on the side that refuses unless the code says otherwise; `fix` is the smallest change that helps. */
export interface OpenRefusal {
  readonly code:
    | 'bad-peer-as'
    | 'bad-identifier'
    | 'duplicate-identifier'
    | 'bad-hold-time'
    | 'role-mismatch'
    | 'role-missing';
  readonly notification: readonly [number, number];
  readonly clause: string;
  readonly atPeer: boolean;
  readonly field: string;
  readonly value: number | string | undefined;
  readonly fix: number | string | undefined;
}

interface Rule extends Pick<OpenRefusal, 'code' | 'notification' | 'clause' | 'atPeer' | 'field'> {
  readonly broken: (mine: Open & Expectation, yours: Open) => boolean;
  readonly value: (mine: Open & Expectation, yours: Open) => number | string | undefined;
  readonly fix: (mine: Open & Expectation, yours: Open) => number | string | undefined;
}

/** In the order a receiver looks. */
export const OPEN_RULES: readonly Rule[] = [
  {
    code: 'bad-peer-as',
    notification: [2, 2],
    clause: 'RFC 4271 §6.2',
    atPeer: false,
    field: 'remoteAs',
    broken: (mine, yours) => yours.asn !== mine.remoteAs,
    value: (mine) => mine.remoteAs,
    fix: (_, yours) => yours.asn,
  },
  {
    code: 'bad-identifier',
    notification: [2, 3],
    clause: 'RFC 6286 §2.2',
    atPeer: true,
    field: 'routerId',
    broken: (_, yours) => yours.routerId === 0,
    value: (_, yours) => yours.routerId,
    fix: () => undefined,
  },
  {
    code: 'duplicate-identifier',
    notification: [2, 3],
    clause: 'RFC 6286 §2.2',
    atPeer: true,
    field: 'routerId',
    broken: (mine, yours) => yours.asn === mine.asn && yours.routerId === mine.routerId,
    value: (_, yours) => yours.routerId,
    fix: () => undefined,
  },
  {
    code: 'bad-hold-time',
    notification: [2, 6],
    clause: 'RFC 4271 §4.2',
    atPeer: true,
    field: 'options.hold',
    broken: (_, yours) => yours.holdSeconds === 1 || yours.holdSeconds === 2,
    value: (_, yours) => yours.holdSeconds,
    fix: () => 3,
  },
  {
    code: 'role-mismatch',
    notification: [2, 11],
    clause: 'RFC 9234 §4.2',
    atPeer: true,
    field: 'options.role',
    broken: (mine, yours) =>
      mine.role !== undefined && yours.role !== undefined && counterpartOf(mine.role) !== yours.role,
    value: (_, yours) => yours.role,
    fix: (mine) => mine.role && counterpartOf(mine.role),
  },
  {
    code: 'role-missing',
    notification: [2, 11],
    clause: 'RFC 9234 §4.2',
    atPeer: true,
    field: 'options.role',
    broken: (mine, yours) => mine.role !== undefined && mine.roleStrict && yours.role === undefined,
    value: () => undefined,
    fix: (mine) => mine.role && counterpartOf(mine.role),
  },
];

/** Every reason for which `mine` answers the OPEN of `yours` with a NOTIFICATION; the first is the one sent. */
export function judgeOpen(mine: Open & Expectation, yours: Open): readonly OpenRefusal[] {
  return OPEN_RULES.filter(({ broken }) => broken(mine, yours)).map((rule) => ({
    code: rule.code,
    notification: rule.notification,
    clause: rule.clause,
    atPeer: rule.atPeer,
    field: rule.field,
    value: rule.value(mine, yours),
    fix: rule.fix(mine, yours),
  }));
}

/** Seconds; 0 means no keepalives and no expiry (RFC 4271 §4.2). */
export function negotiatedHold(mineSeconds: number, yoursSeconds: number): number {
  return Math.min(mineSeconds, yoursSeconds);
}

/** RFC 4271 §6.8 with RFC 6286 §2.3: which of two colliding connections stays. */
export function collisionKeeps(mine: Open, yours: Open): 'mine' | 'yours' {
  if (mine.routerId !== yours.routerId) return mine.routerId > yours.routerId ? 'mine' : 'yours';
  return mine.asn > yours.asn ? 'mine' : 'yours';
}
