/** What the rest of the program may use of the client device configurations. */
export { type ConfigOptions, type DeviceConfig, deviceConfig } from './config.ts';
export { keyPlaceholder } from './device.ts';
export { examplePlan } from './example.ts';
export { pairRefusals } from './link-pairs.ts';
export { type ParsedPlan, parsePlan, type VifPlan, type VifPlanInput, vifPlanSchema } from './plan.ts';
export { planRefusals } from './plan-rules.ts';
export { type VendorName, vendorNamed, vendorNames } from './vendors.ts';
