/** The network room's door: what other rooms may use of it. */

export { ACCEPT_REFUSALS, type AcceptRefusal } from './accept.ts';
export { ADVERTISE_REFUSALS, type AdvertiseRefusal } from './advertise.ts';
export type { Cause, CauseCode } from './cause.ts';
export type { LossReason } from './decision.ts';
export type { NetworkEvent } from './event-schema.ts';
export type { Flow } from './flow.ts';
export type { PathResult, Reach } from './forward.ts';
export { reachOf } from './forward.ts';
export type {
  End,
  LinkConfig,
  Network,
  NodeConfig,
  Policy,
  Role,
  SessionConfig,
  SideConfig,
  StaticRoute,
} from './network.ts';
export { type Authorisation, type OriginValidity, validateOrigin } from './origin-validation.ts';
export { type Ongoing, type Outcome, type Simulated, type Started, type Step, simulate, start } from './outcome.ts';
export {
  contains,
  covers,
  formatAddress,
  formatPrefix,
  lastAddress,
  type Prefix,
  parseAddress,
  parsePrefix,
  prefixKey,
  prefixOfKey,
} from './prefix.ts';
export type { Problem } from './references.ts';
export type { AdvertisedView, BestView, LostRoute, ReceivedView, RouteView, SessionView } from './routing-view.ts';
export type { Answer, PhaseAnswer, ProbeAnswer } from './scenario/answer.ts';
export { playScenario } from './scenario/play.ts';
export { networkOf, type Parsed, parseScenario, type Scenario } from './scenario/schema.ts';
export { SequenceTable } from './sequence-table.ts';
export type { SessionState } from './session.ts';
export type { Trace, TraceHop, TraceLeg } from './trace.ts';
