/** The verb table: everything a person can say to Hostline. */
import { alarmVerbs } from './alarms.ts';
import { attachmentVerbs } from './attachment.ts';
import { auditVerbs } from './audit.ts';
import { checkVerbs } from './check.ts';
import { connectionVerbs } from './connection.ts';
import { deviceVerbs } from './device.ts';
import { diagnoseVerbs } from './diagnose.ts';
import { drillVerbs } from './drill.ts';
import { gatewayVerbs } from './gateway.ts';
import { lookVerbs } from './look.ts';
import { maintenanceVerbs } from './maintenance.ts';
import { networkLookVerbs } from './network-look.ts';
import { notifyVerbs } from './notify.ts';
import { peopleVerbs } from './people.ts';
import { planVerbs } from './plan.ts';
import { plantVerbs } from './plant.ts';
import { quotaVerbs } from './quota.ts';
import { rentalVerbs } from './rental.ts';
import { resilienceVerb } from './resilience.ts';
import type { Verb } from './spec.ts';
import { tokenVerbs } from './token.ts';
import { trustVerbs } from './trust.ts';
import { vifVerbs } from './vif.ts';
import { vpcVerbs } from './vpc.ts';
import { webhookVerbs } from './webhook.ts';

export const verbs: readonly Verb[] = [
  ...connectionVerbs,
  ...rentalVerbs,
  ...vpcVerbs,
  ...attachmentVerbs,
  ...gatewayVerbs,
  ...vifVerbs,
  ...deviceVerbs,
  ...checkVerbs,
  ...networkLookVerbs,
  ...diagnoseVerbs,
  ...alarmVerbs,
  ...quotaVerbs,
  ...planVerbs(() => verbs),
  resilienceVerb,
  ...drillVerbs,
  ...plantVerbs,
  ...maintenanceVerbs,
  ...auditVerbs,
  ...lookVerbs(() => verbs),
  ...peopleVerbs,
  ...trustVerbs,
  ...notifyVerbs,
  ...tokenVerbs,
  ...webhookVerbs,
];
