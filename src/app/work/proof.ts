/** After an approved change: compares what came with what its proof had said, and raises an alarm where they differ. */
import {
  applied,
  departure,
  drillProposal,
  isSame,
  outcomeIn,
  type ProofMark,
  proposalsOn,
  shownDigits,
  standingOf,
} from '../../engine/proposal/index.ts';
import { type AlarmSeen, alarmKey } from '../../engine/tenant/alarm/model.ts';
import type { TenantEvent } from '../../engine/tenant/messages.ts';
import type { Miss } from '../../engine/tenant/review/messages.ts';
import { missLine } from '../cards/review-lines.ts';
import { drillNow } from '../drill.ts';
import { siteAt, tenantAt } from '../history.ts';
import type { Journal } from '../journal.ts';
import { sitesOf } from '../sites.ts';
import { t } from '../text/phrase.ts';
import { subjectsOf, thingIn } from '../things.ts';
import type { World } from '../world.ts';
import { observeAlarms } from './alarms.ts';
import { reportNetwork } from './network.ts';
import { tellEngineers } from './notice.ts';

export interface Approval {
  readonly subject: string;
  readonly mark: ProofMark;
}

/** One vote of several; a drill before its cut is made. */
const changesNothing: ReadonlySet<TenantEvent['type']> = new Set([
  'approval.given',
  'drill.requested',
  'drill.approved',
]);

/** The approval in an event; undefined for events that agree to nothing, or did so before there were proofs. */
export function approvalIn(event: TenantEvent): Approval | undefined {
  const mark = 'proof' in event && !changesNothing.has(event.type) ? event.proof : undefined;
  const [subject] = subjectsOf(event);
  return mark && subject !== undefined ? { subject, mark } : undefined;
}

/**
 * The state the approval made is simulated on the sites as they are now: what the customer changed since is no surprise,
 * what happened to lines and routers meanwhile is.
 */
export async function compare(
  world: World,
  journal: Journal,
  job: string,
  task: { tenant: string; version: number },
): Promise<void> {
  const { tenant, version } = task;
  const [entry] = await journal.entries('tenant', tenant, version - 1);
  const before = await tenantAt(journal, tenant, version - 1);
  const after = await tenantAt(journal, tenant, version);
  const sites = await sitesOf(journal, after);
  for (const event of (entry?.events ?? []) as readonly TenantEvent[]) {
    const approval = approvalIn(event);
    const proposal = approval && proposalFor(before, event, approval.subject);
    if (!approval || !proposal) continue;
    const { region } = proposal;
    const then = { ...sites, [region]: await siteAt(journal, region, approval.mark.site) };
    const predicted = standingOf(outcomeIn(applied({ tenant: before, sites: then }, proposal), region));
    const observed = standingOf(outcomeIn({ tenant: after, sites }, region));
    const missed = departure(predicted, observed);
    const { subject, mark } = approval;
    const miss = isSame(missed) ? undefined : { id: subject, hash: mark.hash, ...missed };
    await judge(world, journal, job, { tenant, version, subject, hash: mark.hash, miss });
  }
}

interface Judged {
  readonly tenant: string;
  readonly version: number;
  readonly subject: string;
  readonly hash: string;
  readonly miss: Miss | undefined;
}

/** Missed: told once and left open. As proven, perhaps after all: the alarm ends, and with it those of older changes. */
async function judge(world: World, journal: Journal, job: string, judged: Judged): Promise<void> {
  const { tenant, version, subject, hash, miss } = judged;
  const code = 'proof-missed';
  const seen = { code, id: subject, part: String(version), values: { hash: hash.slice(0, shownDigits) } } as const;
  const { alarms } = await journal.load('tenant', tenant);
  if (miss && Object.hasOwn(alarms, alarmKey(seen))) return;
  if (miss) {
    await reportNetwork(world, journal, `${job}-${subject}`, tenant, { do: 'report-miss', ...miss });
    await alarm(world, journal, tenant, miss, `proof-${subject}-${version}`);
  }
  const newer = Object.values(alarms).filter((row) => row.code === code && Number(row.part) > version);
  const found: readonly AlarmSeen[] = [...newer, ...(miss ? [seen] : [])];
  const command = { do: 'observe-alarms', of: [code], on: subject, found } as const;
  await observeAlarms(world, journal, `${job}-${subject}-alarm`, tenant, command);
}

function proposalFor(before: Parameters<typeof proposalsOn>[0], event: TenantEvent, subject: string) {
  const drill = event.type === 'drill.started' && drillNow(subject)(before);
  if (drill) return drillProposal(drill);
  const proposals = proposalsOn(before, subject);
  return event.type === 'static-route.verified' ? proposals.find(({ key }) => key === event.route) : proposals[0];
}

/** A line of its own in every engineers' room, besides the one in the thread. */
async function alarm(world: World, journal: Journal, tenant: string, miss: Miss, key: string): Promise<void> {
  const [state, roster] = await Promise.all([journal.load('tenant', tenant), journal.load('roster', '')]);
  const line = t('alarm.proof-missed', {
    tenant: roster.tenants[tenant]?.title ?? tenant,
    name: thingIn(state, miss.id)?.name ?? miss.id,
    line: [missLine(miss, state)],
  });
  await tellEngineers(world, journal, key, line);
}
