import { Parked } from '../../shared/queue/parked.ts';
import { asKnown, deploy, ownStack } from './deploy.ts';
import { queueClient } from '../../local/depth.ts';
import { drain, parkedIn } from '../../local/load/drain.ts';
import type { Fault } from './faults.ts';
import { journal as newJournal, type Spent } from './journal.ts';
import { type Findings, judge } from './judge/findings.ts';
import { readLog } from './log.ts';
import { rotatedSecret } from './secret-faults.ts';
import { scriptOf } from './script.ts';
import { replayParked } from './replays.ts';
import { sendAll } from '../../local/load/sender.ts';
import type { Stack } from '../../local/load/stack.ts';
import type { Rules } from './stories/addresses.ts';
import type { Trace } from './trace.ts';
import type { StoryName } from './stories/special.ts';
import { startWorld } from './world.ts';

export interface ChaosOptions {
  readonly stack: Stack;
  readonly webhooks: number;
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly onAmbiguous: 'retry' | 'park';
  /** How many times as often as usual the faults strike; 1 unless told. */
  readonly severity?: number;
  /** What is told, and by which rules: both the seed's choice unless said here. */
  readonly stories?: readonly StoryName[] | undefined;
  readonly rules?: Partial<Rules> | undefined;
  /** Seconds in which nothing leaves the queue, after which the rest counts as stuck. */
  readonly patience?: number;
  /** Of the embedded SQS. */
  readonly unpatched?: boolean;
  /** Milliseconds that each answer of SQS takes longer. */
  readonly queueDelay?: number;
  readonly progress?: (text: string) => void;
  /** What the functions print. */
  readonly onLine?: (line: string) => void;
  readonly trace?: Trace | undefined;
}

export interface ChaosResult {
  /** All that Bunce was asked, as JSON. */
  readonly log: string;
  readonly findings: Findings;
  readonly rules: Rules;
  readonly injected: ReadonlyMap<string, number>;
  /** Asked for, and not injected once. */
  readonly neverStruck: readonly Fault[];
  /** Times the harness brought a trigger into doubt. */
  readonly doubts: number;
  readonly spent: Spent;
  readonly seconds: number;
  /** Answers that the machine was too slow to give. */
  readonly late: number;
  readonly stuck: number;
  /** Seconds without a call that the clocks and the injected troubles explain. */
  readonly quiet: number;
}

/** What is open in Bunce's documentation, and what a team may choose, differs from seed to seed. */
export const rulesOf = (seed: number): Rules => ({
  sameEmail: seed % 2 === 0 ? 'accept' : 'refuse',
  putKeepsValidEmail: seed % 4 >= 2,
});

/** One run: sends, troubles, drains, judges. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, faults, onAmbiguous, progress = () => {} } = options;
  const rules = { ...rulesOf(seed), ...options.rules };
  const { clocks } = options.stack;
  const began = Date.now();
  const script = scriptOf({ count: options.webhooks, seed, faults, rules, severity: options.severity, stories: options.stories });
  const webhooks = new Map(script.chapters.flat().map((webhook) => [webhook.token, webhook]));
  const triggersOf = (token: string): readonly string[] =>
    webhooks.get(token)?.tells.flatMap(({ step, key }) => (step === 'trigger' ? [key] : [])) ?? [];
  const journal = newJournal({ seed, webhooks: options.webhooks, faults, severity: options.severity, triggersOf });
  const stack = await ownStack(options.stack);
  const world = await startWorld({ unpatched: false, queueDelay: 0, ...options, stack, clocks, journal, webhooks, rules });
  const { run } = world;
  const client = queueClient(run);
  let stuck = 0;
  try {
    for (const [place, chapter] of script.chapters.entries()) {
      const deployed = faults.has('deploy') && place === 1 ? (await deploy({ stack, run, journal }))() : undefined;
      const isRotated = faults.has('rotation') && place > 1;
      if (isRotated && place === 2) world.rotate();
      const isReplayed = faults.has('replays') && place > 0;
      // What SQS does not take stays parked.
      const replayed = isReplayed ? replayParked({ client, run, project: stack.project, journal }).catch(() => {}) : undefined;
      await sendAll({
        gateway: run.gateway,
        webhooks: isRotated ? chapter.map((webhook) => ({ ...webhook, secret: rotatedSecret(webhook.provider) })) : chapter,
        concurrency: 24,
        onAccepted({ token }) {
          journal.accepted.add(token);
          progress(`accepted ${journal.accepted.size} of ${webhooks.size}`);
        },
      });
      await Promise.all([deployed, replayed]);
      // Instances whose clocks differ by more than a pause take the wait for put off, again and again.
      const strangers = chapter.some(({ poison }) => poison === 'stranger') ? 2 * (clocks.delivery.waitForSibling ?? 0) : 0;
      stuck += await drain({
        client,
        url: run.queues['Queue']?.url ?? '',
        patience: options.patience ?? clocks.visibility * 4 + clocks.period + 45 + strangers,
        progress: (left) => progress(`accepted ${journal.accepted.size}, ${left} left on the queue`),
      });
    }
    const parked = (await parkedIn(client, run.queues['Parked']?.url ?? '')).map((each) => Parked.parse(asKnown(each)));
    const log = await readLog(run.bunce.control);
    return {
      log: log.text,
      findings: judge({ script, journal, log, parked, onAmbiguous }),
      rules,
      injected: journal.injected,
      neverStruck: [...faults].filter(
        (fault) => !OF_SCRIPT.has(fault) && ![...journal.injected.keys()].some((name) => name.startsWith(fault)),
      ),
      doubts: journal.doubts.total(),
      spent: journal.spent,
      seconds: (Date.now() - began) / 1000,
      late: world.late(),
      stuck,
      quiet: clocks.visibility * 3 + clocks.period + 30,
    };
  } finally {
    client.destroy();
    await world.close();
    await stack.remove();
  }
}

/** These are in what is sent, or strike all the time. */
const OF_SCRIPT: ReadonlySet<Fault> = new Set<Fault>(['duplicates', 'replays', 'out-of-order', 'poison', 'skew']);
