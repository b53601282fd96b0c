import type { Context, Task } from '../context.ts';
import { deliverWave } from '../deliver/deliver.ts';
import { type Beside, besideOf } from './beside.ts';
import type { Strand } from './message.ts';
import { nextTasks } from './next-task.ts';
import { letGo, noteOvertaken, record, takeBack } from './notes.ts';
import { turnOf } from '../step.ts';
import { openRun, type Run } from './run.ts';

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
  /** Strands without a further step are concluded and let go. */
  const goOn = async (some: readonly Run[]): Promise<readonly Open[]> => {
    const next = await nextTasks(some, context);
    await conclude(some);
    await Promise.all(some.map(async (run) => next.has(run) || letGo(run, context)));
    return [...next].map(([run, task]) => ({ run, task }));
  };
  let open = await goOn(runs);
  let waited = 0;
  while (open.length > 0) {
    const others = open.filter(({ task }) => task.step.work.kind !== 'attributes');
    const turn = others.length > 0 && waited < PATIENCE ? others : open;
    waited = turn.length < open.length ? waited + 1 : 0;
    const wave = await noted(
      turn.map((each) => ({ ...each, ...besides(each, context) })),
      context,
    );
    const deliveries = await deliverWave(
      wave.flatMap(({ task, tasks }) => [task, ...tasks]),
      context,
    );
    for (const { run, task, tasks, newer } of wave) {
      const end = ({ step }: Task): void => record(run, { step, context, delivery: deliveries.get(step.id) ?? UNTRIED });
      tasks.forEach(end);
      if (newer && run.ends.get(turnOf(newer.step))?.kind === 'hopeless') takeBack(run, task.step);
      end(task);
    }
    open = [...open.filter((each) => !turn.includes(each)), ...(await goOn(turn.map(({ run }) => run)))];
  }
  return runs;
}

const besides = ({ run, task }: Open, context: Context): Beside =>
  task.step.work.kind === 'attributes' ? besideOf(run, { task, context }) : { tasks: [] };

/** Nothing is overtaken without its note. */
async function noted(wave: readonly (Open & Beside)[], context: Context): Promise<readonly (Open & Beside)[]> {
  const overtaking = wave.filter(({ newer }) => newer);
  if (await noteOvertaken(overtaking, context)) return wave;
  return wave.map((each) => (each.newer ? { run: each.run, task: each.task, tasks: [] } : each));
}

const UNTRIED = { kind: 'retry', after: 0, counts: false } as const;
