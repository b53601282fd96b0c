import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { Catalogue } from '../../shared/bunce/catalogue.ts';
import { simulated } from '../local/bunce/simulated.ts';
import { cli, type Ran } from './cli.ts';

/** A Bunce account of one test, and the command line pointed at it with a catalogue of its own. */
export async function bunceAccount() {
  const simulator = await simulated({ limit: { requests: null } });
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalogue.json');
  const catalogue = () => Catalogue.parse(JSON.parse(readFileSync(file, 'utf8')));
  const run = async (
    command: string,
    { key = LOCAL_KEYS.test, environment = {} }: { key?: string; environment?: Record<string, string> } = {},
  ): Promise<Ran> => cli([...command.split(' '), '--catalogue', file], { environment: { BUNCE_KEY: key, ...environment } });
  return {
    ...simulator,
    file,
    catalogue,
    /** Pointed at the account by default. */
    run: async (command: string, options = {}) =>
      run(command.includes('--base-url') ? command : `${command} --base-url ${simulator.url}`, options),
    /** As someone does it in Bunce's dashboard. */
    renameParameter: async (event: string, rename: Readonly<Record<string, string>>) => {
      const { id } = catalogue().events.find(({ name }) => name === event) ?? {};
      await simulator.control(`PATCH /events/${id}`, { rename });
    },
  };
}
