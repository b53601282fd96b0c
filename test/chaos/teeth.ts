import type { Fault } from './faults.ts';
import type { FORBIDDEN } from './report.ts';
import type { Patch } from '../../local/load/stack.ts';

/** A consumer without one of its rules, and the line on which the suite must find it out. */
export interface Tooth {
  readonly missing: string;
  readonly patches: readonly Patch[];
  readonly line: (typeof FORBIDDEN)[number] | 'doubledByAmbiguity';
  readonly onAmbiguous: 'retry' | 'park';
  readonly faults: readonly Fault[];
  readonly severity?: number;
}

/** Enough for each rule to be needed, whatever the machine's pace. */
export const WEBHOOKS = 120;
export const SEED = 1;

export const TEETH: readonly Tooth[] = [
  {
    missing: 'the claim in the ledger before a trigger is sent',
    patches: [{ file: 'functions/consumer/trigger.ts', from: 'claim: async () => claimed(errand)', to: 'claim: async () => undefined' }],
    line: 'doubledByAmbiguity',
    onAmbiguous: 'park',
    faults: ['kill', 'slow'],
    severity: 2,
  },
  {
    missing: 'the order of a group behind a message that must be tried again',
    patches: [{ file: 'functions/consumer/lane.ts', from: "end.kind === 'retry' ? [] : steps.slice(1)", to: 'steps.slice(1)' }],
    line: 'orderBroken',
    onAmbiguous: 'retry',
    faults: ['500', '503'],
    severity: 6,
  },
  {
    missing: 'the de-duplication of ids within a batch',
    patches: [
      { file: 'functions/consumer/lane.ts', from: '[...new Map(steps.map((step) => [step.id, step])).values()]', to: '[...steps]' },
      { file: 'shared/runtime/table.ts', from: 'chunked([...new Set(keys)], GET_LIMIT)', to: 'chunked([...keys], GET_LIMIT)' },
    ],
    line: 'lost',
    onAmbiguous: 'retry',
    faults: ['duplicates'],
  },
  {
    missing: 'the visibility of a group as long as it has a call open',
    patches: [
      {
        file: 'functions/consumer/consume.ts',
        from: 'const lanes = [...Map.groupBy(desk.jobs,',
        to: 'await world.queues.hide({ handles: records.map(({ receiptHandle }) => receiptHandle), seconds: 0 });\n  const lanes = [...Map.groupBy(desk.jobs,',
      },
    ],
    line: 'doubled',
    onAmbiguous: 'retry',
    faults: ['slow'],
    severity: 6,
  },
  {
    missing: 'the waiting for a parked message to be written',
    patches: [
      { file: 'functions/consumer/settle.ts', from: 'await queues.park(message);', to: 'queues.park(message).catch(() => undefined);' },
    ],
    line: 'lost',
    onAmbiguous: 'retry',
    faults: ['refused', 'sqs'],
    severity: 6,
  },
];
