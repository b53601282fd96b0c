import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from '../../shared/bunce/command.ts';
import type { Project } from '../../shared/config/project.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { readable } from '../../shared/webhook/read.ts';
import { homeOf, sampleNames } from '../samples.ts';
import { readSample } from '../triggers.ts';
import type { Done } from './protocol.ts';
import { providerNamed } from './sending.ts';
import { Refused } from './source.ts';
import type { Sent } from './webhook.ts';
import { bytesOf } from './webhook-of.ts';

export interface Kept {
  readonly provider: string;
  readonly name: string;
  readonly sent: Pick<Sent, 'headers' | 'body' | 'encoding'>;
}

export interface Keeping {
  readonly project: Project;
  /** What the provider's API says by now of what a webhook points to. May throw. */
  find(provider: Provider, payload: unknown): Promise<unknown>;
}

/** Among the samples of its provider, with what the mapping makes of it today. Personal data goes with it: said where it is asked for. Throws a Refused. */
export async function keepAsSample({ provider: called, name, sent }: Kept, { project, find }: Keeping): Promise<Done> {
  if (!/^[\w-][\w.-]{0,79}$/.test(name)) throw new Refused('a sample is called by letters, digits, dots and dashes');
  const provider = providerNamed(called, project);
  const home = homeOf(called, project);
  if (sampleNames(home).includes(name)) throw new Refused(`${called} has a sample ${name} already`);
  const body = bytesOf(sent);
  const headers = readable(provider, sent);
  let lookup: unknown;
  const commands = await commandsOf({ body, headers }, { provider, find: async (payload) => (lookup = await find(provider, payload)) });
  const folder = join(home.own, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'body.json'), body);
  writeJson(join(folder, 'commands.json'), commands);
  if (Object.keys(headers).length > 0) writeJson(join(folder, 'headers.json'), headers);
  if (lookup !== undefined) writeJson(join(folder, 'lookup.json'), lookup);
  return { text: `kept as ${folder}: take real people out of it before you commit it` };
}

type Webhook = Parameters<typeof readSample>[1];

/** Throws a Refused where it says nothing that a sample could show. */
async function commandsOf(webhook: Webhook, reading: Parameters<typeof readSample>[0]): Promise<readonly Command[]> {
  const said = await readSample(reading, webhook).catch((error: unknown) => {
    throw new Refused(
      `what ${reading.provider.name} was asked about it cannot be had: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (said.kind === 'read') return said.commands;
  if (said.kind === 'ignored' && said.why === 'nobody') return [];
  throw new Refused(
    `a sample shows what a webhook becomes, and this one is ${said.kind}: ${said.kind === 'ignored' ? said.why : said.cause}`,
  );
}

const writeJson = (file: string, value: unknown): void => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
