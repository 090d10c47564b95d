/** Checks from the line up to the BGP sessions (domain §9, §10). One side lost is redundancy lost, not a failure. */
import type { CauseCode, Finding } from './codes.ts';
import { byTenant, plannedDevice } from './fixes.ts';
import type { Checks, Look } from './look.ts';
import { addressFinding, deviceMissing, lightFinding, lineFinding, portFinding, type Side, sides } from './sessions.ts';

const asWarning = (finding: Finding): Finding => ({ ...finding, warning: true });

/** Findings that keep frames or packets from crossing the /30. */
const linkCauses: ReadonlySet<CauseCode> = new Set(['vlan', 'pairs-swapped', 'second-host', 'mask', 'address']);

const isUp = ({ sessions }: Look, side: Side): boolean => sessions.some((one) => one.side === side && one.up);
const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** Fails when both sides are found wanting. */
function perSide(find: (side: Side) => Finding | undefined): Finding | undefined {
  const [first, second] = sides.flatMap((side) => find(side) ?? []);
  if (!first) return undefined;
  return second ? first : asWarning(first);
}

function linkFinding(look: Look, side: Side): Finding | undefined {
  const { finding } = look.sessions.find((one) => one.side === side) ?? {};
  if (finding) return linkCauses.has(finding.cause) ? finding : undefined;
  return look.device && addressFinding(look.vif, look.device, side);
}

/** One link in order carries everything, if its session is up; a wrong one beside a dead one does not. */
function link(look: Look): Finding | undefined {
  const wrong = sides.flatMap((side) => {
    const finding = linkFinding(look, side);
    return finding ? [{ side, finding }] : [];
  });
  const [first] = wrong;
  if (!first) return undefined;
  const redundant = wrong.length === 1 && isUp(look, otherSide(first.side));
  return redundant ? asWarning(first.finding) : first.finding;
}

function session(look: Look, side: Side): Finding | undefined {
  const { finding } = look.sessions.find((one) => one.side === side) ?? {};
  return finding && (isUp(look, otherSide(side)) ? asWarning(finding) : finding);
}

export const lineChecks: Checks = [
  ['line', ({ twin, vif }) => lineFinding(twin, vif)],
  ['light', ({ twin, vif }) => perSide((side) => lightFinding(twin, vif, side))],
  ['port', ({ twin, vif }) => perSide((side) => portFinding(twin, vif, side))],
  [
    'interface',
    ({ vif }) =>
      vif.state === 'Deleting' || vif.state === 'Deleted'
        ? {
            cause: 'interface-deleting',
            place: { thing: 'interface', id: vif.id, field: 'state' },
            values: { state: vif.state },
          }
        : undefined,
  ],
  [
    'device',
    ({ vif, host }) => {
      if (vif.device) return undefined;
      const fix =
        host === undefined ? undefined : byTenant({ do: 'set-device', id: vif.id, device: plannedDevice(vif, host) });
      return { ...deviceMissing(vif), ...(fix && { fix }) };
    },
  ],
  ['link', link],
  ['session-a', (look) => session(look, 'a')],
  ['session-b', (look) => session(look, 'b')],
];
