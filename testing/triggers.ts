import { fileURLToPath } from 'node:url';

import { providersOf } from '../functions/webhooks/senders.ts';
import { homeOf } from '../local/samples.ts';
import { triggersIn } from '../local/triggers.ts';
import { loadProject } from '../shared/config/project.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';

/** Of the project in a folder: each enabled provider or sender → the events in Bunce that its samples would trigger. */
export async function triggersOf(folder: string | URL): Promise<Readonly<Record<string, readonly string[]>>> {
  const project = loadProject(typeof folder === 'string' ? folder : fileURLToPath(folder));
  const { events } = project.config;
  const all = Object.entries(providersOf(project)).filter(([name]) => Object.hasOwn(settingsOf(project.config), name));
  const told = all.map(async ([name, provider]) => [name, await triggersIn({ provider, home: homeOf(name, project), events })] as const);
  return Object.fromEntries(await Promise.all(told));
}
