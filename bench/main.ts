import { program } from 'commander';

import { printCalls } from './calls.ts';
import { printConsole } from './console.ts';
import { type CostOptions, printCost } from './cost.ts';
import { printHostile } from './hostile.ts';
import { type ImportOptions, printImport } from './import.ts';
import { printMap } from './map.ts';
import { printPipeline } from './pipeline.ts';
import { printReload } from './reload.ts';
import { printStart } from './start.ts';
import { printTemplateCost, type TemplateCostOptions } from './template-cost.ts';

program.name('npm run bench --').description('measurements; each says what it allows and exits 1 beyond it').showHelpAfterError();

program
  .command('start')
  .description('CPU time from process start to first response of every function, beside an empty handler; sizes of the bundles')
  .option('--rounds <count>', 'starts per function; the median counts', Number, 15)
  .option('--only <function...>', 'these functions only')
  .option('--json', 'print JSON')
  .action(printStart);

program
  .command('map')
  .description(
    'webhooks a second of CPU: a 4.7 KB purchase from its bytes to the JSON of its envelope, beside HMAC + JSON.parse + JSON.stringify',
  )
  .option('--provider <name...>', 'these providers only')
  .option('--rounds <count>', 'rounds of turns; the quickest counts', Number, 15)
  .option('--json', 'print JSON')
  .action(printMap);

program
  .command('hostile')
  .description("milliseconds of CPU for one request of 4 MB that a stranger makes up, beside Paystack's")
  .option('--provider <name...>', 'these providers only')
  .option('--rounds <count>', 'requests of each kind; the quickest counts', Number, 10)
  .option('--json', 'print JSON')
  .action(printHostile);

program
  .command('calls')
  .description("calls per webhook, and the webhooks that fit into Bunce's limit, beside a sender made by hand")
  .option('--webhooks <count>', 'in the burst', Number, 600)
  .option('--trickle <count>', 'one after the other', Number, 60)
  .option('--json', 'print JSON')
  .action(printCalls);

program
  .command('cost')
  .description("DynamoDB's units and requests, log bytes and metric series per webhook, in bursts, and what they cost")
  .option('--webhooks <count>', 'of the mix', Number, 400)
  .option(
    '--template',
    'the whole bill instead: what the synthesized template costs a month, and a million webhooks in bursts and one by one',
  )
  .option('--trickle <count>', 'one after the other, with --template', Number, 60)
  .option(
    '--providers <names>',
    "separated by commas, with --template; default: clerk,paystack,stripe, or those of --project's config",
    words,
  )
  .option('--project <folder>', 'whose config is synthesized, with --template')
  .option('--json', 'print JSON')
  .action(async ({ template, ...options }: CostOptions & TemplateCostOptions & { readonly template?: boolean }) =>
    template ? printTemplateCost(options) : printCost(options),
  );

program
  .command('console')
  .description(
    'seconds until the local run is ready, its memory with a long list of webhooks, and the longest task of its page while rows stream in',
  )
  .option('--webhooks <count>', 'in the list', Number, 5000)
  .option('--json', 'print JSON')
  .action(printConsole);

program
  .command('pipeline')
  .description('webhooks a second from HTTP to Bunce without its limit, latency, and the memory of the consumer, as runs grow longer')
  .option('--sizes <counts>', 'webhooks of each run', listed, [1000, 10_000, 100_000])
  .option('--json', 'print JSON')
  .action(printPipeline);

program
  .command('import')
  .description(
    "the latency of a live stream beside an import of Bond's customers, by Bunce's real limit, and what the import may not do; takes 10 minutes",
  )
  .option('--customers <count>', "of Bond's simulator", Number, 6000)
  .option('--seconds <count>', 'for which the stream runs alone', Number, 90)
  .option('--backlog <count>', 'webhooks on the queue beside the second half', Number, 10_000)
  .option('--calls-per-minute <count>', 'that the import takes of the 500', Number)
  .option('--json', 'print JSON')
  .action((options: ImportOptions) => printImport(options));

program
  .command('reload')
  .description("seconds from a save to the line that says it runs: of an own provider's map.ts, of the config, of the library's map.ts")
  .option('--rounds <count>', 'saves of each; the median counts', Number, 5)
  .option('--json', 'print JSON')
  .action(printReload);

function listed(counts: string): number[] {
  return counts.split(',').map(Number);
}

function words(names: string): readonly string[] {
  return names.split(',');
}

await program.parseAsync();
