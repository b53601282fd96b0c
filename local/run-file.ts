import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { makeWorkFolder, type Project, workFolder } from '../shared/config/project.ts';
import { NAME } from '../shared/runtime/command.ts';
import type { LocalRun } from './local-run.ts';

/** Where the CLI finds the run of a project that is up behind this port. */
export const runFile = (project: Pick<Project, 'root'>, port: string): string => join(workFolder(project), `run-${port}.json`);

/** Tells the CLI of a run; what is given back takes that back. */
export async function announceRun(project: Pick<Project, 'root'>, run: LocalRun): Promise<() => Promise<void>> {
  const file = runFile(project, new URL(run.gateway).port);
  makeWorkFolder(project);
  await writeFile(file, JSON.stringify(addressesOf(run), null, 2));
  return async () => rm(file, { force: true });
}

/** What begins a command that finds the run behind this gateway, as whoever is told to run it types it. */
export function cliAt(gateway: string): string {
  const { port } = new URL(gateway);
  return port === '8787' ? NAME : `PORT=${port} ${NAME}`;
}

/** In the folder of a run. */
export const reservedFile = (directory: string): string => join(directory, 'reserved.json');

/** Where everything of a run is found. */
export const addressesOf = ({ gateway, bunce, bond, lookups, environment, queues, tables, directory, imports }: LocalRun) => ({
  gateway,
  bunce: bunce.url,
  bond: bond.url,
  lookups,
  environment,
  queues,
  tables,
  reserved: reservedFile(directory),
  imports,
});
