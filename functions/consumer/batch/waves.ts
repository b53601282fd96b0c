import type { Context, Task } from '../context.ts';
import { deliverWave } from '../deliver/deliver.ts';
import { nextTasks } from './next-task.ts';
import { letGo, record } from './notes.ts';
import { openRun, type Run } from './run.ts';
import type { Strand } from './message.ts';

/** Concludes messages whose steps have ended, before what was learnt of their person is let go. */
export type Conclude = (runs: readonly Run[]) => Promise<void>;

interface Open {
  readonly run: Run;
  readonly task: Task;
}

/** Waves that attributes wait at most: of a strand that is long, the others know nothing. */
const PATIENCE = 8;

/** A wave is the next open step of each strand; attributes wait until every strand has come to its own, for they go together. */
export async function runWaves(
  strands: readonly Strand[],
  { context, conclude }: { readonly context: Context; readonly conclude: Conclude },
) {
  const runs = strands.map(openRun);
  let open = await nextOf(runs, { context, conclude });
  let waited = 0;
  while (open.length > 0) {
    const others = open.filter(({ task }) => task.step.work.kind !== 'attributes');
    const wave = others.length > 0 && waited < PATIENCE ? others : open;
    waited = wave.length < open.length ? waited + 1 : 0;
    const deliveries = await deliverWave(
      wave.map(({ task }) => task),
      context,
    );
    for (const {
      run,
      task: { step },
    } of wave)
      record(run, { step, context, delivery: deliveries.get(step.id) ?? UNTRIED });
    const rest = open.filter((each) => !wave.includes(each));
    open = [
      ...rest,
      ...(await nextOf(
        wave.map(({ run }) => run),
        { context, conclude },
      )),
    ];
  }
  return runs;
}

const UNTRIED = { kind: 'retry', after: 0, counts: false } as const;

/** Strands without a further step are concluded and let go. */
async function nextOf(
  runs: readonly Run[],
  { context, conclude }: { readonly context: Context; readonly conclude: Conclude },
): Promise<readonly Open[]> {
  const next = await nextTasks(runs, context);
  await conclude(runs);
  await Promise.all(runs.map(async (run) => next.has(run) || letGo(run, context)));
  return [...next].map(([run, task]) => ({ run, task }));
}
