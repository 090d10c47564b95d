/** The one table of everything a person reads, in both languages, joined from its topics. */
import { regions } from '../../engine/catalog/regions.ts';
import { accessText } from './access.ts';
import { alarmText } from './alarm.ts';
import { auditText } from './audit.ts';
import { cardText } from './cards.ts';
import { chatText } from './chat.ts';
import { configCheckText } from './config-check.ts';
import { configFindingText } from './config-findings.ts';
import { diagnosisText } from './diagnosis.ts';
import { drillText } from './drill.ts';
import { fileText } from './file.ts';
import { lineText } from './lines.ts';
import { maintenanceText } from './maintenance.ts';
import { moneyText } from './money.ts';
import { networkText } from './network.ts';
import { networkRefusalText } from './network-refusals.ts';
import { pageText } from './page.ts';
import { planText } from './plan.ts';
import { proofText } from './proof.ts';
import { refusalText } from './refusals.ts';
import { stateText } from './states.ts';
import { terminalText } from './terminal.ts';
import { trustText } from './trust.ts';
import { verbText } from './verbs.ts';

/** Region names come from the catalog: one home. */
const regionText = Object.fromEntries(regions.map((region) => [`region.${region.id}`, region.name])) as Readonly<
  Record<`region.${string}`, { en: string; zh: string }>
>;

export const table = {
  ...regionText,
  ...stateText,
  ...refusalText,
  ...networkText,
  ...diagnosisText,
  ...drillText,
  ...fileText,
  ...maintenanceText,
  ...networkRefusalText,
  ...verbText,
  ...proofText,
  ...planText,
  ...cardText,
  ...lineText,
  ...chatText,
  ...terminalText,
  ...trustText,
  ...accessText,
  ...auditText,
  ...alarmText,
  ...moneyText,
  ...configCheckText,
  ...configFindingText,
  ...pageText,
} as const;
export type Key = keyof typeof table;
