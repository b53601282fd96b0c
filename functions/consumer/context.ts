import type { Catalogue } from '../../shared/bunce/catalogue.ts';
import type { Settled } from '../../shared/config/config.ts';
import type { Log } from '../../shared/runtime/log.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';
import type { Caller } from './calls/caller.ts';
import type { PersonRef } from './people/person-ref.ts';
import type { Ledger } from './state/ledger.ts';
import type { Tokens } from './state/tokens.ts';
import type { Lease } from './state/lease.ts';
import type { People } from './state/people.ts';
import type { Step } from './step.ts';

/** What steps are made of. */
export interface Planning {
  readonly settings: Settled;
  readonly catalogue: Catalogue;
}

/** All that delivering a batch needs. */
export interface Context extends Planning {
  readonly caller: Caller;
  readonly ledger: Ledger;
  /** Of this invocation alone. */
  readonly token: string;
  readonly people: People;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly metrics: Metrics;
  now(): number;
}

/** A step, and the person it is about, in our hands. */
export interface Task<Of extends Step = Step> {
  readonly step: Of;
  readonly ref: PersonRef;
  readonly lease: Lease;
  /** Whether an earlier attempt may have been taken by Bunce; notes that one begins. */
  readonly claim: Claim;
  readonly context: Context;
}

/** What must be noted before Bunce is asked for something that it would do twice. */
export interface Claim {
  /** An earlier attempt was begun, and nobody knows its end. */
  readonly isRepeated: boolean;
  /** False when somebody else has noted something meanwhile. */
  begin(): Promise<boolean>;
  /** After a sure no. */
  takeBack(): Promise<void>;
}

/** Bunce was told all but these, whose values do not convert: never in silence, and never with the value. */
export function reportUnfit({ step, context }: Pick<Task, 'step' | 'context'>, unfit: readonly string[]): void {
  for (const what of unfit) {
    context.metrics.count('unfit', { what });
    context.log.warn('not sent: the value does not convert', { correlation_id: step.envelope.id, step: step.id, what });
  }
}
