// The network room's door: what other rooms may use of it.
export type { Answer, PhaseAnswer, ProbeAnswer } from './scenario/answer.ts';
export { playScenario } from './scenario/play.ts';
export { networkOf, type Parsed, parseScenario, type Scenario } from './scenario/schema.ts';
