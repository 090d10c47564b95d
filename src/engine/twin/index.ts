/** The twin's door: build a tenant's network, ask it whether it works, why, and what a change would do. */
export { type ClientPolicy, clientPolicy, refusalOf, type Surroundings, type Told, toldOf } from './advertise.ts';
export { cutEvents, liveVifs, type Scope, type Sites, type Twin, twinOf } from './build.ts';
export { type CheckedConfig, type ConfigCheck, type ConfigToCheck, checkConfig } from './check-config.ts';
export { type CauseCode, type CheckCode, checkOrder, type Finding, type Fix, type Place } from './codes.ts';
export { cutsTunnel } from './cut.ts';
export { type Check, type Diagnosis, diagnose, stepsOf } from './diagnose.ts';
export { type Difference, difference, type ProbeChange, type RouteChange, type SessionChange } from './difference.ts';
export { plannedDevice } from './fixes.ts';
export type { Candidate, HopKind, Loss, LossReason, RouteKind } from './gateway-rules.ts';
export { type GatewayRoute, type GatewayTable, gatewayTable, inEffect } from './gateway-table.ts';
export type { Ends } from './look.ts';
export type { NodeName } from './names.ts';
export { outcomeOf, type PeerOutcome, type ProbeOutcome, probesAtMost, type TwinOutcome } from './outcome.ts';
export { type Probe, type ProbeResult, probe } from './probe.ts';
export { type SessionReport, sessionReports, sessionsOf } from './sessions.ts';
export { type Tried, tryDevice } from './stand-in.ts';
export { matchVpc, type VpcRoute, vpcTable } from './vpc-table.ts';
export { type LostRoute, type UsedRoute, type WhyHop, why } from './why.ts';
