import { join } from 'node:path';

import { bringUp, type Surroundings } from './bring-up.ts';
import { type Closing, closingList } from './closing.ts';
import { describeFunctions, type Starting, startFunctions } from './functions.ts';
import type { LogLine } from './lambda/environment.ts';
import { liveRun } from './live.ts';
import { serveEveryProvider } from './every-provider.ts';
import { fillSecrets } from './provider-secrets.ts';
import { clientEnvironment } from './servers.ts';
import { reservedFile } from './run-file.ts';
import { patient, simulated } from './simulated.ts';
import { createQueues, createSecrets, createTables } from './stores.ts';
import { takeSecrets } from './taken-secrets.ts';
import { throttlesIn } from './throttle.ts';
import { type DescribedRoute, describeRoutes, providerOf, routeTable, startEventSources } from './wiring.ts';
import type { LocalRun, LocalRunOptions } from './local-run.ts';

/** Runs the synthesized stack on this machine. Rejects with PortInUse, SynthFailed, or whatever broke, and leaves nothing behind. */
export async function startLocalRun(options: LocalRunOptions): Promise<LocalRun> {
  const closing = closingList();
  try {
    const run = await assemble({ options, closing, ...(await bringUp(options, closing)) });
    options.signal?.throwIfAborted();
    return run;
  } catch (error) {
    await closing.all();
    throw error;
  }
}

/** Lines of the functions that stay in memory. */
const KEPT_LINES = 20_000;

interface Parts extends Surroundings {
  readonly options: LocalRunOptions;
  readonly closing: Closing;
}

async function assemble({ options, closing, servers, world, bundler, code, catalogueFile, directory }: Parts): Promise<LocalRun> {
  const queues = await createQueues(world, servers.queues);
  const tables = await createTables(world, servers.tables);
  createSecrets(world, servers.values);
  const described = [...describeFunctions(world, code)];
  const routes = [...describeRoutes(world)];
  fillSecrets({ project: options.project, values: servers.values, functions: described, routes });
  const samples = new Map(servers.values);
  const logs: LogLine[] = [];
  const environment = clientEnvironment(servers);
  const lookups = { ...servers.lookups.urls, bond: servers.bond.url };
  const starting: Starting = {
    environment: (each) => ({
      ...environment,
      ...simulated(each, {
        bunceUrl: servers.bunce.url,
        lookupUrls: lookups,
        catalogueFile,
        reservedFile: reservedFile(directory),
        provider: providerOf(routes, each.arn),
      }),
      ...options.environment,
      DELIVERY: patient(options.environment?.['DELIVERY']),
    }),
    onLine(line) {
      options.recorder?.line(line);
      if (logs.push(line) > KEPT_LINES) logs.shift();
      options.onLine?.(line);
    },
    onInvocation(invocation) {
      options.recorder?.invoked(invocation);
      options.onInvocation?.(invocation);
    },
  };
  const functions = startFunctions(described, starting);
  const sources = startEventSources(world, {
    functions,
    queues: Object.values(queues),
    client: servers.queues.client,
    onBatch: options.onBatch,
  });
  closing.add(async () =>
    Promise.all([...sources.map(async (source) => source.stop()), ...[...functions.values()].map(async (each) => each.close())]),
  );
  const hold = takeSecrets({ servers, samples, own: options.ownSecrets, functions, described });
  options.recorder?.read(world);
  const throttle = options.recorder && throttlesIn(world, Date.now);
  const tableOf = (table: readonly DescribedRoute[]) => routeTable(table, { functions, throttle });
  const live = liveRun({ described, routes, functions, starting, gateway: servers.gateway, hold, tableOf });
  servers.gateway.open(tableOf(routes));
  if (options.everyProvider) serveEveryProvider(options.project, { live, bundler });
  return {
    gateway: servers.gateway.url,
    bunce: servers.bunce,
    bond: servers.bond,
    get routes() {
      return routes.map(({ key }) => key);
    },
    environment,
    lookups,
    queues,
    sources,
    tables,
    get functions() {
      return Object.fromEntries([...functions.values()].map((each) => [each.name, each]));
    },
    logs,
    world,
    besides: servers.gateway.besides,
    live,
    bundler,
    catalogueFile,
    directory,
    imports: options.kept?.imports ?? join(directory, 'imports'),
    stop: async () => closing.all(),
  };
}
