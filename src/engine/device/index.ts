/** What the rest of the program may use of the client device configurations. */
export { type ConfigFinding, type FindingCode, findingOrder, type Severity, type Unchecked } from './check/findings.ts';
export { type ConfigOptions, type DeviceConfig, deviceConfig } from './config.ts';
export { keyPlaceholder } from './device.ts';
export { examplePlan } from './example.ts';
export { pairRefusals } from './link-pairs.ts';
export { type ParsedPlan, parsePlan, type VifPlan, type VifPlanInput, vifPlanSchema } from './plan.ts';
export { planRefusals } from './plan-rules.ts';
export type { Unread } from './read/facts.ts';
export { detectVendor, type ReadProblem } from './read/read.ts';
export { textLimits } from './read/statement.ts';
export { type VendorName, vendorNamed, vendorNames } from './vendors.ts';
