import type { Reason } from '../../../shared/queue/parked.ts';
import { healthyParked } from './deserved.ts';
import { caseOf, type Evidence } from './evidence.ts';
import { wrongInTheEnd } from './final.ts';
import { delivered, lost } from './lost.ts';
import { outOfOrder, overwritten } from './order.ts';
import { repeats } from './repeats.ts';
import { wrongPerson } from './who.ts';

/** The run's table. Lists name what is wrong, so that a failure can be looked at. */
export interface Findings {
  readonly sent: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly parked: Readonly<Partial<Record<Reason, number>>>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly doubledByAmbiguity: readonly string[];
  readonly orderBroken: readonly string[];
  readonly wrongPerson: readonly string[];
  readonly wrongInTheEnd: readonly string[];
  readonly healthyParked: readonly string[];
  readonly staleOverwritten: readonly string[];
  readonly callsPerWebhook: number;
  readonly lockOuts: number;
  /** Seconds between two calls. */
  readonly silence: number;
}

/** By what the harness itself knows of people and their order: the product's groups and keys are not asked. */
export function judge(evidence: Evidence): Findings {
  const all = caseOf(evidence);
  const { log, parked, script, journal } = evidence;
  const { doubled, byAmbiguity } = repeats(all);
  return {
    sent: script.chapters.flat().length,
    accepted: journal.accepted.size,
    delivered: delivered(all),
    parked: Object.fromEntries([...Map.groupBy(parked, ({ reason }) => reason)].map(([reason, { length }]) => [reason, length])),
    lost: lost(all),
    doubled,
    doubledByAmbiguity: byAmbiguity,
    orderBroken: outOfOrder(all),
    wrongPerson: wrongPerson(all),
    wrongInTheEnd: wrongInTheEnd(all),
    healthyParked: healthyParked(all),
    staleOverwritten: overwritten(all),
    callsPerWebhook: log.calls / journal.accepted.size,
    lockOuts: log.lockOuts,
    silence: Math.max(0, ...log.times.slice(1).map((time, index) => time - (log.times[index] ?? time))) / 1000,
  };
}
