import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Project } from '../shared/config/project.ts';
import { LOCAL_KEYS } from './bunce/server.ts';
import { defineAll } from './catalogue.ts';
import type { Recorder } from './cloudwatch/recorder.ts';
import { type Closing, closingList, together } from './closing.ts';
import { describeFunctions, startFunctions } from './functions.ts';
import type { Invoked, LogLine } from './lambda/environment.ts';
import type { LocalFunction } from './lambda/function.ts';
import { fillSecrets } from './provider-secrets.ts';
import type { Queue } from './queues.ts';
import { clientEnvironment, type Ports, type Servers, startServers } from './servers.ts';
import { patient, simulated } from './simulated.ts';
import { createQueues, createSecrets, createTables, type World } from './stores.ts';
import { templateOf } from './template-of.ts';
import { throttlesIn } from './throttle.ts';
import { describeRoutes, providerOf, routeTable, startEventSources } from './wiring.ts';

export interface LocalRunOptions extends Ports {
  readonly project: Project;
  /** A cloud assembly made before; by default the app is synthesized now. */
  readonly assembly?: string;
  /** Begins the names of queues and tables; default: the stack's name. */
  readonly name?: string;
  /** For every function, over what the template says. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine?: (line: LogLine) => void;
  /** Told what CloudWatch would be told; the gateway then throttles too, as the template says. */
  readonly recorder?: Recorder;
  readonly onInvocation?: (invocation: Invoked) => void;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
}

/** The running stack. */
export interface LocalRun extends Pick<Servers, 'bunce' | 'bond'> {
  /** The origin; webhooks go to `/webhooks/<provider>`. */
  readonly gateway: string;
  /** Route keys, such as `POST /webhooks/paystack`. */
  readonly routes: readonly string[];
  /** Environment variables with which AWS clients find this run. */
  readonly environment: Readonly<Record<string, string>>;
  /** By construct name, as are the functions: `Queue`, `Parked`. */
  readonly queues: Readonly<Record<string, Queue>>;
  readonly functions: Readonly<Record<string, LocalFunction>>;
  /** By construct name, the name in the table server. */
  readonly tables: Readonly<Record<string, string>>;
  readonly world: World;
  /** The last lines the functions wrote, oldest first. */
  readonly logs: readonly LogLine[];
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** Runs the synthesized stack on this machine. Rejects with PortInUse, SynthFailed, or whatever broke, and leaves nothing behind. */
export async function startLocalRun(options: LocalRunOptions): Promise<LocalRun> {
  const closing = closingList();
  try {
    const run = await start(options, closing);
    options.signal?.throwIfAborted();
    return run;
  } catch (error) {
    await closing.all();
    throw error;
  }
}

async function start(options: LocalRunOptions, closing: Closing): Promise<LocalRun> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-'));
  closing.add(async () => rm(directory, { recursive: true, force: true }));
  const failing = new AbortController();
  const [servers, template] = await together([
    startServers(options, closing).catch((error: unknown) => {
      failing.abort();
      throw error;
    }),
    templateOf(options, {
      directory: join(directory, 'assembly'),
      signal: AbortSignal.any([failing.signal, options.signal ?? failing.signal]),
    }),
  ]);
  const world: World = { template, known: new Map() };
  const catalogue = await defineAll({ baseUrl: servers.bunce.url, key: LOCAL_KEYS.test }, options.project.config);
  await fetch(`${servers.bunce.control}/reset`, { method: 'POST' });
  const catalogueFile = join(directory, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify(catalogue));
  return assemble({ options, closing, servers, world, catalogueFile });
}

/** Lines of the functions that stay in memory. */
const KEPT_LINES = 20_000;

interface Parts {
  readonly options: LocalRunOptions;
  readonly closing: Closing;
  readonly servers: Servers;
  readonly world: World;
  readonly catalogueFile: string;
}

async function assemble({ options, closing, servers, world, catalogueFile }: Parts): Promise<LocalRun> {
  const queues = await createQueues(world, servers.queues);
  const tables = await createTables(world, servers.tables);
  createSecrets(world, servers.values);
  const described = describeFunctions(world);
  const routes = describeRoutes(world);
  fillSecrets({ project: options.project, values: servers.values, functions: described, routes });
  const logs: LogLine[] = [];
  const environment = clientEnvironment(servers);
  const lookupUrls = { ...servers.lookups.urls, bond: servers.bond.url };
  const functions = startFunctions(described, {
    environment: (each) => ({
      ...environment,
      ...simulated(each, { bunceUrl: servers.bunce.url, lookupUrls, catalogueFile, provider: providerOf(routes, each.arn) }),
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
  });
  const sources = startEventSources(world, { functions, queues: Object.values(queues), client: servers.queues.client });
  closing.add(async () =>
    Promise.all([...sources.map(async (source) => source.stop()), ...[...functions.values()].map(async (each) => each.close())]),
  );
  options.recorder?.read(world);
  servers.gateway.open(routeTable(routes, { functions, throttle: options.recorder && throttlesIn(world, Date.now) }));
  return {
    gateway: servers.gateway.url,
    bunce: servers.bunce,
    bond: servers.bond,
    routes: routes.map(({ key }) => key),
    environment,
    queues,
    tables,
    functions: Object.fromEntries([...functions.values()].map((each) => [each.name, each])),
    logs,
    world,
    stop: async () => closing.all(),
  };
}
