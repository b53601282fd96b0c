import { type Command, InvalidArgumentError } from 'commander';
import * as z from 'zod/mini';

import type { ProviderSettings } from '../shared/webhook/provider.ts';
import { read, type Reading } from '../shared/webhook/read.ts';
import { bytesOf, headersOf, jsonOf, print, several } from './arguments.ts';
import type { InProject } from './project.ts';
import { providerNamed } from './provider.ts';

interface Options extends InProject {
  readonly body: string;
  readonly header?: readonly string[];
  readonly lookup?: string;
  readonly settings?: ProviderSettings;
  readonly json?: boolean;
}

export function mapCommand(program: Command): void {
  program
    .command('map')
    .description('show what a webhook becomes, without judging its signature')
    .argument('<provider>')
    .requiredOption('--body <file>', 'the exact bytes of the webhook; - is standard input')
    .option('--header <line>', "a header as 'Name: value'; may be repeated", several)
    .option('--lookup <file>', 'what the provider would answer to the look-up, as JSON (bond)')
    .option('--settings <json>', 'what the config would have under providers.<name>, as JSON', settingsIn)
    .option('--json', 'print the outcome as one line of JSON')
    .action(map);
}

async function map(name: string, { project, body, header = [], lookup, settings = {}, json }: Options): Promise<void> {
  const request = { headers: headersOf(header), body: bytesOf(body) };
  const found = lookup === undefined ? undefined : jsonOf(lookup);
  const reading = await read({ provider: providerNamed(name, project()), request, settings, testEvents: 'send', find: async () => found });
  print(json, { data: answerOf(reading), text: JSON.stringify(answerOf(reading), null, 2) });
  process.exitCode = reading.kind === 'unreadable' ? 1 : 0;
}

/** Of the form that the config has; what a provider may be given is checked there. */
function settingsIn(text: string): ProviderSettings {
  const settings = Settings.safeParse(parsed(text));
  if (!settings.success) throw new InvalidArgumentError('expected a JSON object of texts, numbers and yes or no.');
  return settings.data;
}

const Settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a batch: what would be parked of it, and why. */
const entriesOf = ({ unreadable }: Reading & { kind: 'read' }): object =>
  unreadable.length > 0 ? { unreadable: unreadable.map(({ cause }) => cause) } : {};

function answerOf(reading: Reading): object {
  switch (reading.kind) {
    case 'read':
      return {
        outcome: 'accepted',
        type: reading.type,
        id: reading.id,
        mode: reading.mode,
        commands: reading.commands,
        ...entriesOf(reading),
      };
    case 'ignored':
      return { outcome: 'ignored', type: reading.type, id: reading.id, why: reading.why };
    case 'unreadable':
      return { outcome: 'unreadable', cause: reading.cause };
  }
}
