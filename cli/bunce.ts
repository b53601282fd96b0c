import type { Command } from 'commander';

import { attributesCommand } from './bunce/attributes.ts';
import { customersCommand } from './bunce/customers.ts';
import { devicesCommand } from './bunce/devices.ts';
import { eventsCommand } from './bunce/events.ts';
import { transactionsCommand } from './bunce/transactions.ts';

export function bunceCommand(program: Command): void {
  const bunce = program
    .command('bunce')
    .description("Bunce's own API by hand: customers, devices, attributes, events; the key comes from BUNCE_KEY or is asked for");
  for (const add of [customersCommand, devicesCommand, attributesCommand, eventsCommand, transactionsCommand]) add(bunce);
}
