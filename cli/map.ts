import type { GivenSettings } from '../shared/webhook/selection.ts';
import { type Command, InvalidArgumentError } from 'commander';
import * as z from 'zod/mini';

import { ownSettings, selectionOf } from '../shared/config/selection-of.ts';
import { read, type Reading } from '../shared/webhook/read.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';
import { bytesOf, headersOf, jsonOf, print, several } from './arguments.ts';
import type { InProject } from './project.ts';
import { providerNamed } from './provider.ts';

interface Options extends InProject {
  readonly body: string;
  readonly header?: readonly string[];
  readonly lookup?: string;
  readonly settings?: GivenSettings;
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

async function map(name: string, { project, body, header = [], lookup, settings: told, json }: Options): Promise<void> {
  const request = { headers: headersOf(header), body: bytesOf(body) };
  const found = lookup === undefined ? undefined : jsonOf(lookup);
  const { config, ...held } = project();
  const provider = providerNamed(name, {
    ...held,
    config: { ...config, providers: { ...config.providers, ...(told && { [name]: told }) } },
  });
  const settings = told ?? settingsOf(config)[name] ?? {};
  const { untold = [], ...picked } = selectionOf(settings, { ...config, name });
  // Also what no binding takes is shown, each as it would be told.
  const selection = { ...picked, untold: untold.filter((event) => event === 'trial_ending') };
  const reading = await read({
    provider,
    request,
    settings: ownSettings(settings, provider),
    selection,
    testEvents: 'send',
    find: async () => found,
  });
  print(json, { data: answerOf(reading), text: JSON.stringify(answerOf(reading), null, 2) });
  process.exitCode = reading.kind === 'unreadable' ? 1 : 0;
}

/** Of the form that the config has; what a provider may be given is checked there. */
function settingsIn(text: string): GivenSettings {
  const settings = Settings.safeParse(parsed(text));
  if (!settings.success) throw new InvalidArgumentError('expected a JSON object, as the config has it.');
  return settings.data;
}

const Settings = z.record(z.string(), z.unknown());

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
