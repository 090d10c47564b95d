/** The drill's door: what a cut would do, what stands on what, how resilient a tenant is. */
export { drillLosses, forecastOf } from './forecast.ts';
export { resilienceOf } from './resilience.ts';
