/** The connectivity test: one ordered list of checks, of which the first that fails names the broken thing, its field and the smallest fix. */
import type { TestSeen } from '../tenant/network/model.ts';
import type { Twin } from './build.ts';
import { clientRouteChecks } from './check-client-routes.ts';
import { lineChecks } from './check-line.ts';
import { pingChecks } from './check-ping.ts';
import { vpcRouteChecks } from './check-vpc-routes.ts';
import type { CheckCode, Finding } from './codes.ts';
import { type Ends, lookAt } from './look.ts';

export interface Check extends Partial<Finding> {
  readonly check: CheckCode;
  /** A warning passes: what it is about is redundancy. */
  readonly pass: boolean;
}

export interface Diagnosis {
  readonly vif: string;
  /** Between which ends; undefined where there is none. */
  readonly instance: string | undefined;
  readonly host: string | undefined;
  readonly pass: boolean;
  /** As far as the first failure; what comes after it would only repeat it. */
  readonly checks: readonly Check[];
  readonly first?: Finding & { readonly check: CheckCode };
  readonly warnings: readonly (Finding & { readonly check: CheckCode })[];
}

const pipeline = [...lineChecks, ...clientRouteChecks, ...vpcRouteChecks, ...pingChecks];

/** Undefined for an interface that is not there. */
export function diagnose(twin: Twin, vifId: string, ends: Ends = {}): Diagnosis | undefined {
  const vif = Object.hasOwn(twin.tenant.vifs, vifId) ? twin.tenant.vifs[vifId] : undefined;
  if (!vif) return undefined;
  const look = lookAt(twin, vif, ends);
  const checks: Check[] = [];
  const warnings: (Finding & { readonly check: CheckCode })[] = [];
  for (const [check, find] of pipeline) {
    const finding = find(look);
    checks.push({ check, pass: finding === undefined || finding.warning === true, ...finding });
    if (finding?.warning) warnings.push({ check, ...finding });
    else if (finding)
      return { ...endsOf(look), vif: vif.id, pass: false, checks, first: { check, ...finding }, warnings };
  }
  return { ...endsOf(look), vif: vif.id, pass: true, checks, warnings };
}

const endsOf = ({ found, host }: ReturnType<typeof lookAt>) => ({ instance: found?.instance.id, host });

/** As the log keeps a test. */
export function stepsOf({ checks }: Diagnosis): TestSeen['steps'] {
  return checks.map(({ check, pass, cause, values }) => ({
    check,
    pass,
    ...(cause !== undefined && { cause }),
    ...(values && { values }),
  }));
}
