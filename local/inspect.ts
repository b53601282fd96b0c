import { createServer } from 'node:http';

import { constructOf, RECONCILE } from '../infra/names.ts';
import { close, listen } from './loopback.ts';
import type { LocalRun } from './local-run.ts';

/** No function of the run is called so. */
export class UnknownFunction extends Error {
  override readonly name = 'UnknownFunction';
}

/** Where debuggers look by default. */
const USUAL = 9229;

/** Seconds: nobody is hurried who stands at a breakpoint. */
const PATIENCE = 3600;

/** Lets a debugger at the processes of a provider's receiver, of the consumer, or of what reconciles, with their sources; the port. Throws an UnknownFunction. */
export async function inspect(
  name: string,
  { functions, bundler, live }: Pick<LocalRun, 'functions' | 'bundler' | 'live'>,
): Promise<number> {
  const bundle = name === 'reconcile' && !(constructOf(name) in functions) ? RECONCILE : name;
  const construct = constructOf(bundle);
  const target = functions[construct];
  if (!target) throw new UnknownFunction(unknownText(name));
  const code = (await bundler.build([bundle])).get(bundle);
  if (code !== undefined) live.recode(new Map([[construct, code]]));
  const port = await freePort();
  target.change({ flags: [`--inspect=127.0.0.1:${port}`, '--enable-source-maps'], timeout: PATIENCE });
  return port;
}

const unknownText = (name: string): string =>
  `there is no function of ${name} to inspect: expected a provider, consumer, or reconcile where the config names whom to compare`;

/** The usual one, or another where that is taken. */
async function freePort(): Promise<number> {
  const server = createServer();
  const origin = await listen(server, { port: USUAL }).catch(async () => listen(server));
  await close(server);
  return Number(new URL(origin).port);
}
