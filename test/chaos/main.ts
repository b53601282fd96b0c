import { writeFile } from 'node:fs/promises';

import { Option, program } from 'commander';

import { COMPRESSED, describeClocks, SHORT } from '../../local/load/clocks.ts';
import { FAULTS, faultsNamed } from './faults.ts';
import { measurePace, paced } from './pace.ts';
import { broken, report } from './report.ts';
import { chaos, type ChaosResult } from './run.ts';
import { TEETH } from './teeth/index.ts';
import { tryTeeth } from './teeth/table.ts';
import { steady } from './steady.ts';
import { traceTo } from './trace.ts';
import { chaosStack } from './chaos-stack.ts';

interface Options {
  readonly webhooks: number;
  readonly seed: number;
  readonly seeds: number;
  readonly faults: string;
  readonly severity: number;
  readonly onAmbiguous: 'retry' | 'park';
  readonly steady?: true;
  readonly teeth?: true | string;
  readonly minutes: number;
  readonly short?: true;
  readonly unpatched?: boolean;
  readonly sqsDelay: number;
  readonly verbose?: true;
  readonly log?: string;
  readonly trace?: string;
}

/** `npm run chaos`: exit 1 when the promise is broken. */
async function main(options: Options): Promise<void> {
  process.removeAllListeners('warning');
  if (!options.steady && options.teeth === undefined) return runs(options);
  if (!(await (options.steady ? steady(options) : teeth(options)))) process.exitCode = 1;
}

async function teeth({ teeth: name, seed, seeds }: Options): Promise<boolean> {
  const some = TEETH.filter(({ file }) => name === true || file.includes(`/${name}.`));
  return tryTeeth(some, { seed, seeds, said: (text) => console.error(text) });
}

async function runs({
  webhooks,
  seed,
  seeds,
  faults,
  severity,
  onAmbiguous,
  short,
  unpatched = false,
  sqsDelay,
  verbose,
  log,
  trace,
}: Options): Promise<void> {
  const clocks = paced(short ? SHORT : COMPRESSED, await measurePace({ queueDelay: sqsDelay, webhooks }));
  const wanted = faultsNamed(faults);
  console.log(describeClocks(clocks));
  const stack = await chaosStack({ clocks });
  try {
    for (let each = seed; each < seed + seeds; each += 1) {
      const result = await chaos({
        stack,
        webhooks,
        seed: each,
        faults: wanted,
        severity,
        onAmbiguous,
        unpatched,
        queueDelay: sqsDelay,
        progress: throttled(1000),
        trace: trace === undefined ? undefined : traceTo(trace),
        ...(verbose && { onLine: (line: string) => console.error(line) }),
      });
      if (log !== undefined) await writeFile(log, result.log);
      const wrong = broken(result, onAmbiguous);
      console.log(`\nseed ${each}, faults ${[...wanted].join(' ') || 'none'}, on ambiguous ${onAmbiguous}, ${describe(result.rules)}`);
      console.log(report(result));
      if (wrong.length > 0) console.log(`broken: ${wrong.join(', ')}`);
      if (wrong.length > 0) process.exitCode = 1;
    }
  } finally {
    await stack.remove();
  }
}

const describe = (rules: ChaosResult['rules']): string =>
  Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

function throttled(milliseconds: number): (text: string) => void {
  let last = 0;
  return (text) => {
    if (Date.now() - last < milliseconds) return;
    last = Date.now();
    console.error(text);
  };
}

program
  .name('npm run chaos --')
  .description('sends webhooks through the local run while everything around it fails, and reconciles what became of each')
  .option('--webhooks <count>', 'how many', Number, 1000)
  .option('--seed <number>', 'what goes wrong, and when', Number, 1)
  .option('--seeds <count>', 'so many seeds, from that one on', Number, 1)
  .option('--faults <names>', `all, none, or some of ${FAULTS.join(', ')}`, 'all')
  .option('--severity <factor>', 'faults strike so many times as often', Number, 1)
  .addOption(new Option('--on-ambiguous <policy>', 'when Bunce may or may not have taken it').choices(['retry', 'park']).default('retry'))
  .option('--steady', "three times Bunce's real limit instead, and instances that die")
  .option(
    '--teeth [name]',
    'products that lack one rule each instead, or the one of test/chaos/teeth, and the line on which that must show',
  )
  .option('--minutes <count>', 'of --steady', Number, 5)
  .option('--short', 'clocks for a few hundred webhooks')
  .option('--unpatched', 'the embedded SQS without its patch')
  .option('--sqs-delay <milliseconds>', 'each answer of SQS takes so much longer', Number, 0)
  .option('--verbose', 'what the functions log')
  .option('--log <file>', "write there all that Bunce was asked, as the simulator's log has it")
  .option('--trace <file>', 'write there every request to Bunce, SQS and DynamoDB, and what came of it')
  .action(main);

await program.parseAsync();
