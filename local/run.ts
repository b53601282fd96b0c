import type { Project } from '../shared/config/project.ts';
import { bringUp, type Surroundings } from './bring-up.ts';
import type { Recorder } from './cloudwatch/recorder.ts';
import { type Closing, closingList } from './closing.ts';
import { bundlerOf, type Bundler } from './bundler.ts';
import { describeFunctions, type Starting, startFunctions } from './functions.ts';
import type { Invoked, LogLine } from './lambda/environment.ts';
import type { Answered } from './answering.ts';
import type { LocalFunction } from './lambda/function.ts';
import { type Live, liveRun } from './live.ts';
import type { OwnSecrets } from './own-secrets.ts';
import { serveEveryProvider } from './every-provider.ts';
import { fillSecrets } from './provider-secrets.ts';
import type { Queue } from './queues.ts';
import { clientEnvironment, type Keeping, type Ports, type Servers, type Starting as Serving } from './servers.ts';
import { patient, simulated } from './simulated.ts';
import { createQueues, createSecrets, createTables, type World } from './stores.ts';
import { takeSecrets } from './taken-secrets.ts';
import { throttlesIn } from './throttle.ts';
import { type DescribedRoute, describeRoutes, type Polled, providerOf, routeTable, startEventSources } from './wiring.ts';

export interface LocalRunOptions extends Ports, Keeping {
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
  readonly onWebhook?: Serving['onWebhook'];
  readonly onAnswer?: (answered: Answered) => void;
  readonly onCall?: Serving['onCall'];
  readonly onBatch?: Polled['onBatch'];
  /** Secrets that were set by hand, and where those are kept that are set from now on; default: they go with the run. */
  readonly ownSecrets?: OwnSecrets;
  /** Takes webhooks of every built-in provider, also of those that the config does not name, and so AWS would not. */
  readonly everyProvider?: boolean;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
}

/** The running stack. */
export interface LocalRun extends Pick<Servers, 'bunce' | 'bond'>, Pick<Surroundings, 'catalogueFile' | 'directory'> {
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
  /** What of it may change while it is up, and what makes the code for that. */
  readonly live: Live;
  readonly bundler: Bundler;
  /** The last lines the functions wrote, oldest first. */
  readonly logs: readonly LogLine[];
  /** Lets somebody else answer, from then on, what is no webhook. */
  besides: Servers['gateway']['besides'];
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}

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

async function assemble({ options, closing, servers, world, catalogueFile, directory }: Parts): Promise<LocalRun> {
  const queues = await createQueues(world, servers.queues);
  const tables = await createTables(world, servers.tables);
  createSecrets(world, servers.values);
  const described = [...describeFunctions(world)];
  const routes = [...describeRoutes(world)];
  fillSecrets({ project: options.project, values: servers.values, functions: described, routes });
  const samples = new Map(servers.values);
  const logs: LogLine[] = [];
  const environment = clientEnvironment(servers);
  const lookupUrls = { ...servers.lookups.urls, bond: servers.bond.url };
  const starting: Starting = {
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
  const bundler = bundlerOf({ project: options.project, directory });
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
    queues,
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
    stop: async () => closing.all(),
  };
}
