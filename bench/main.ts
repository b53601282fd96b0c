import { program } from 'commander';

import { printMap } from './map.ts';
import { printStart } from './start.ts';

program.name('npm run bench --').description('measurements; each says what it allows and exits 1 beyond it').showHelpAfterError();

program
  .command('start')
  .description('process start to first response of every function, beside an empty handler; sizes of the bundles')
  .option('--rounds <count>', 'starts per function; the median counts', Number, 15)
  .option('--only <function...>', 'these functions only')
  .option('--json', 'print JSON')
  .action(printStart);

program
  .command('map')
  .description('verify, parse, validate and map a 4.7 KB purchase on one core, beside HMAC + JSON.parse + JSON.stringify')
  .option('--provider <name...>', 'these providers', ['paystack', 'stripe'])
  .option('--rounds <count>', 'turns of each; the median counts', Number, 7)
  .option('--json', 'print JSON')
  .action(printMap);

await program.parseAsync();
