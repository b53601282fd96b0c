import type { Log } from '../../shared/runtime/log.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';
import type { Caller } from './calls/caller.ts';
import type { Delivery } from './delivery.ts';
import type { Directory } from './directory.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { type Person, personOf } from './person.ts';
import type { Planning } from './plan.ts';
import { isErased } from './sighting.ts';
import type { Step } from './step.ts';
import type { Watermarks } from './watermark.ts';

/** All that delivering a batch needs. */
export interface Desk extends Planning {
  readonly ask: Caller['ask'];
  readonly ledger: Ledger;
  /** The ledger as it stood when the batch came. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  readonly directory: Directory;
  readonly watermarks: Watermarks;
  /** Triggers of this batch that had a whole profile inside. */
  readonly carried: Set<string>;
  /** What became of this batch's steps until now, by step id. */
  readonly ends: Map<string, Delivery>;
  readonly log: Log;
  readonly metrics: Metrics;
  now(): number;
}

/** A step and whom it is about. */
export interface Errand<Of extends Step = Step> {
  readonly step: Of;
  readonly person: Person;
  readonly desk: Desk;
}

/** As the directory knows them at this moment. */
export const whoIs = ({ customer, envelope: { provider } }: Step, { settings, directory }: Pick<Desk, 'settings' | 'directory'>) =>
  personOf({ customer, provider }, { settings, look: directory.look });

/** Whether the person is erased: nothing of theirs goes to Bunce. */
export const isGone = (
  { customer, at, envelope: { provider } }: Step,
  { settings, directory }: Pick<Desk, 'settings' | 'directory'>,
): boolean => isErased({ customer, provider }, { identity: settings.identity, at, look: directory.look });

/** Bunce was told all but these, whose values do not convert: never in silence, and never with the value. */
export function leftOut({ step, desk }: Pick<Errand, 'step' | 'desk'>, unfit: readonly string[]): void {
  for (const what of unfit) {
    desk.metrics.count('unfit', { what });
    desk.log.warn('not sent: the value does not convert', { correlation_id: step.envelope.id, step: step.id, what });
  }
}

/** What is written after Bunce said yes must not turn the yes into a retry: a failure is logged and lived with. */
export async function afterwards({ step, desk }: Pick<Errand, 'step' | 'desk'>, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const cause = error instanceof Error ? error.name : 'unknown';
    desk.log.error('delivered, but DynamoDB did not take the note of it', { correlation_id: step.envelope.id, step: step.id, cause });
  }
}
