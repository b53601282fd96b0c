import { createServer } from 'node:http';

import { homeOf, samplesOf } from './samples.ts';
import { type Declaring, providersOf } from '../functions/webhooks/senders.ts';
import type { Project } from '../shared/config/project.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { close, listen } from './loopback.ts';

/** Providers whose webhooks may only name whom they are about. */
export const lookingUp = (project: Declaring): readonly string[] =>
  Object.values(providersOf(project)).flatMap(({ name, lookup }) => (lookup ? [name] : []));

export interface LookupServer {
  /** Provider → the base URL to look up at. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Stands in for the APIs that have no simulator of their own: knows whom the samples name, and answers 404 for everybody else. */
export async function startLookupServer(project: Project, simulated: readonly string[]): Promise<LookupServer> {
  const asked = Object.values(providersOf(project)).filter(({ name, lookup }) => lookup !== undefined && !simulated.includes(name));
  const known = new Map(asked.map((provider) => [provider.name, answersOf(provider, project)]));
  const server = createServer(({ method, url = '' }, response) => {
    const [name = '', ...path] = url.split('/').slice(1);
    const data = method === 'GET' ? known.get(name)?.get(path.at(-1) ?? '') : undefined;
    response.writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  });
  const origin = await listen(server);
  return { urls: Object.fromEntries([...known.keys()].map((name) => [name, `${origin}/${name}`])), close: async () => close(server) };
}

/** Reference, as a URL writes it → what the samples say of it. */
const answersOf = ({ name, lookup }: Provider, project: Project): ReadonlyMap<string, unknown> =>
  new Map(
    samplesOf(homeOf(name, project)).flatMap(({ body, lookup: found }) => {
      const reference = found === undefined ? undefined : lookup?.reference(payloadOf(body));
      return typeof reference === 'string' ? [[encodeURIComponent(reference), found] as const] : [];
    }),
  );
