import { setTimeout as pause } from 'node:timers/promises';

import type { Command } from 'commander';
import * as z from 'zod/mini';

import { START } from '../shared/runtime/command.ts';
import { Failure } from './failure.ts';
import type { InProject } from './project.ts';
import { localTarget } from './target.ts';

interface Options extends InProject {
  readonly follow?: boolean;
  readonly json?: boolean;
}

const Values = z.record(z.string(), z.unknown());
const Event = z.object({ at: z.string(), name: z.string(), email: z.nullish(z.string()), customer_id: z.string(), payload: Values });
const Customer = z.object({
  customer_id: z.string(),
  first_name: z.nullish(z.string()),
  last_name: z.nullish(z.string()),
  email: z.nullish(z.string()),
  phone_no: z.nullish(z.string()),
  attributes: Values,
});

/** What a list of the simulator is called, and how one of it reads. */
interface List {
  readonly name: 'events' | 'customers';
  readonly description: string;
  textOf(row: unknown): string;
}

const EVENTS: List = {
  name: 'events',
  description: 'what Bunce was told in the local run, oldest first',
  textOf(row) {
    const { at, name, email, customer_id: id, payload } = Event.parse(row);
    const { email: _, customer: __, ...parameters } = payload;
    return [at.slice(11, 19), name, email ?? id, inWords(parameters)].filter(Boolean).join('  ');
  },
};

const CUSTOMERS: List = {
  name: 'customers',
  description: 'whom Bunce has in the local run',
  textOf(row) {
    const { customer_id: id, first_name: first, last_name: last, email, phone_no: phone, attributes } = Customer.parse(row);
    return [id, [first, last].filter(Boolean).join(' '), email, phone, inWords(attributes)].filter(Boolean).join('  ');
  },
};

const inWords = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('  ');

export const eventsCommand = (program: Command): void => add(program, EVENTS);
export const customersCommand = (program: Command): void => add(program, CUSTOMERS);

function add(program: Command, list: List): void {
  program
    .command(list.name)
    .description(list.description)
    .option('--follow', 'go on with what comes, until Ctrl-C')
    .option('--json', 'one line of JSON for each')
    .action(async (options: Options) => show(list, options));
}

/** Milliseconds. */
const LOOK = 500;

async function show(list: List, { project, follow, json }: Options): Promise<void> {
  const run = await localTarget(project());
  if (!run?.bunce) throw new Failure(`no local run is up behind port ${process.env['PORT'] ?? '8787'}: start one with "${START}"`);
  const url = new URL(`/_simulator/${list.name}`, run.bunce.baseUrl);
  let shown: readonly string[] = [];
  for (;;) {
    const texts = (await rowsAt(url)).map((row) => (json ? JSON.stringify(row) : list.textOf(row)));
    // A customer changes in its place; a reset takes all of them away.
    for (const [at, text] of texts.entries()) if (shown[at] !== text) process.stdout.write(`${text}\n`);
    shown = texts;
    if (!follow) return;
    await pause(LOOK);
  }
}

async function rowsAt(url: URL): Promise<readonly unknown[]> {
  const answer: unknown = await fetch(url)
    .then(async (response) => response.json())
    .catch(() => {
      throw new Failure(`the local run has ended: start it with "${START}", and this again`);
    });
  return z.array(z.unknown()).parse(answer);
}
