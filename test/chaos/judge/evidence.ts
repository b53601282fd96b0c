import type { Parked } from '../../../shared/queue/parked.ts';
import type { Journal } from '../journal.ts';
import type { BunceLog } from '../log.ts';
import type { Script, Telling, Webhook } from '../webhook.ts';
import { parkedSteps } from './parked.ts';

/** All that a run leaves behind. */
export interface Evidence {
  readonly script: Script;
  readonly journal: Journal;
  readonly log: BunceLog;
  readonly parked: readonly Parked[];
  readonly onAmbiguous: 'retry' | 'park';
}

/** A telling and the webhook it stands in. */
export interface Told {
  readonly telling: Telling;
  readonly webhook: Webhook;
}

/** The evidence, laid out. */
export interface Case extends Evidence {
  /** Of what was answered 200. */
  readonly told: readonly Told[];
  /** `<key> <step>` of what is parked. */
  readonly parkedSteps: ReadonlySet<string>;
  /** `<key> <step>` → how often Bunce did it. */
  readonly done: ReadonlyMap<string, number>;
  readonly byName: ReadonlyMap<string, Told>;
}

export const nameOf = ({ key, step }: Pick<Telling, 'key' | 'step'>): string => `${key} ${step}`;

export function caseOf(evidence: Evidence): Case {
  const accepted = evidence.script.chapters.flat().filter(({ token }) => evidence.journal.accepted.has(token));
  const told = accepted.flatMap((webhook) => webhook.tells.map((telling): Told => ({ telling, webhook })));
  const done = new Map<string, number>();
  // Two rows of attributes come of one telling.
  for (const each of evidence.log.done) done.set(nameOf(each), (done.get(nameOf(each)) ?? 0) + 1);
  return {
    ...evidence,
    told,
    done,
    parkedSteps: new Set(evidence.parked.flatMap(parkedSteps).map(nameOf)),
    byName: new Map(told.map((each) => [nameOf(each.telling), each])),
  };
}
