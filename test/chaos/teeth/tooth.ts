import type { Clocks } from '../../../local/load/clocks.ts';
import type { Replacement } from '../../../local/load/replacing.ts';
import type { Fault } from '../faults.ts';
import type { Line } from '../report.ts';
import type { Rules } from '../stories/addresses.ts';
import type { StoryName } from '../stories/special.ts';

/** A product without one of its rules, and the line on which the suite must find it out. */
export interface Tooth extends Replacement {
  readonly missing: string;
  readonly line: Line;
  /** As few as it needs to bite whatever the seed. */
  readonly webhooks: number;
  readonly faults: readonly Fault[];
  readonly severity?: number;
  readonly onAmbiguous?: 'retry' | 'park';
  /** What is told and by which rules, where the usual would need more webhooks. */
  readonly stories?: readonly StoryName[];
  readonly rules?: Partial<Rules>;
  readonly clocks?: Partial<Clocks>;
  /** Seconds, where the rule is about waiting. */
  readonly patience?: number;
}
