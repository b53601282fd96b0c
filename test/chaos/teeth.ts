import type { Patch, Stack } from '../../local/load/stack.ts';
import { SHORT } from '../../local/load/clocks.ts';
import { chaosStack } from './chaos-stack.ts';
import type { Fault } from './faults.ts';
import { measurePace, paced } from './pace.ts';
import { broken } from './report.ts';
import { chaos, type ChaosResult } from './run.ts';

/** A consumer without one of its rules, and the line on which the suite must find it out. */
export interface Tooth {
  readonly missing: string;
  readonly patches: readonly Patch[];
  readonly line: string;
  readonly onAmbiguous?: 'retry' | 'park';
  readonly faults: readonly Fault[];
  readonly severity?: number;
}

/** Enough for each rule to be needed, whatever the machine's pace. */
const WEBHOOKS = 120;

export const TEETH: readonly Tooth[] = [
  {
    missing: 'the claim in the ledger before a trigger is sent',
    patches: [
      { file: 'functions/consumer/deliver/trigger.ts', from: 'claim: async () => begin(task)', to: 'claim: async () => undefined' },
    ],
    line: 'doubledByAmbiguity',
    onAmbiguous: 'park',
    faults: ['kill', 'slow'],
    severity: 2,
  },
  {
    missing: 'the owner of what a look-up by e-mail finds',
    patches: [
      {
        file: 'functions/consumer/deliver/find-customer.ts',
        from: 'return owner === undefined || owner === person.id;',
        to: 'return true;',
      },
      {
        file: 'functions/consumer/deliver/find-customer.ts',
        from: 'if (owner === person.id || owner === undefined) return owner !== undefined;',
        to: 'if (owner !== null) return true;',
      },
    ],
    line: 'wrongPerson',
    faults: [],
  },
  {
    missing: 'the errors of single rows',
    patches: [
      {
        file: 'functions/consumer/deliver/attributes.ts',
        from: "if (said !== 'saved') return rejected(",
        to: "if (said === 'never') return rejected(",
      },
    ],
    line: 'lost',
    faults: ['row-errors'],
    severity: 6,
  },
  {
    missing: 'the order of a group behind a message that must be tried again',
    patches: [{ file: 'functions/consumer/batch/heads.ts', from: 'stopped.has(receipt.group) ? undefined : steps.find', to: 'steps.find' }],
    line: 'orderBroken',
    faults: ['500', '503'],
    severity: 6,
  },
  {
    missing: 'what the ledger says is settled',
    patches: [
      { file: 'functions/consumer/batch/next-task.ts', from: '  if (isSettled(step, entry) && ', to: '  if (context === undefined && ' },
    ],
    line: 'doubled',
    faults: ['duplicates'],
    severity: 3,
  },
  {
    missing: "that only the identity provider writes into an account's profile",
    patches: [
      {
        file: 'functions/consumer/people/person.ts',
        from: 'account === undefined || owned ? profileOf(customer, settings) : {}',
        to: 'profileOf(customer, settings)',
      },
      {
        file: 'functions/consumer/deliver/profile.ts',
        from: "if (!task.ref.owned || introduced === 'created'",
        to: "if (introduced === 'created'",
      },
    ],
    line: 'wrongInTheEnd',
    faults: [],
  },
  {
    missing: 'the waiting for a parked message to be written',
    patches: [
      {
        file: 'functions/consumer/batch/parking.ts',
        from: '  await queues.park(message);',
        to: '  queues.park(message).catch(() => undefined);',
      },
    ],
    line: 'lost',
    faults: ['refused', 'sqs'],
    severity: 6,
  },
];

/** The suite over a consumer that lacks what the tooth says. */
export async function bitten(
  { patches, faults, onAmbiguous = 'retry', severity }: Omit<Tooth, 'missing' | 'line'>,
  seed = 1,
): Promise<ChaosResult> {
  const stack: Stack = await chaosStack({ clocks: paced(SHORT, await measurePace()), patches });
  try {
    const options = {
      webhooks: WEBHOOKS,
      seed,
      stack,
      faults: new Set(faults),
      patience: 30,
      onAmbiguous,
      ...(severity !== undefined && { severity }),
    };
    return await chaos(options);
  } finally {
    await stack.remove();
  }
}

/** Every tooth, one after the other; says whether each bites on its line. */
export async function tryTeeth(seed: number): Promise<boolean> {
  let all = true;
  for (const { missing, line, ...tooth } of TEETH) {
    const lines = broken(await bitten(tooth, seed), tooth.onAmbiguous ?? 'retry');
    all &&= lines.includes(line);
    console.log(
      `${lines.includes(line) ? 'bites ' : 'MISSES'}  ${line.padEnd(20)} without ${missing} (broken: ${lines.join(', ') || 'nothing'})`,
    );
  }
  return all;
}
