import type { Project } from '../shared/config/project.ts';
import type { Surroundings } from './bring-up.ts';
import type { Recorder } from './cloudwatch/recorder.ts';
import type { Bundler } from './bundler.ts';
import type { EventSource } from './event-source.ts';
import type { Invoked, LogLine } from './lambda/environment.ts';
import type { Answered } from './answering.ts';
import type { LocalFunction } from './lambda/function.ts';
import type { Live } from './live.ts';
import type { OwnSecrets } from './own-secrets.ts';
import type { Queue } from './queues.ts';
import type { Keeping, Ports, Servers, Starting as Serving } from './servers.ts';
import type { World } from './stores.ts';
import type { Polled } from './wiring.ts';

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
  /** Provider → the base URL to look up at. */
  readonly lookups: Readonly<Record<string, string>>;
  /** By construct name, as are the functions: `Queue`, `Parked`. */
  readonly queues: Readonly<Record<string, Queue>>;
  readonly functions: Readonly<Record<string, LocalFunction>>;
  /** Between queues and functions. */
  readonly sources: readonly Pick<EventSource, 'rest' | 'resume'>[];
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
  /** How far imports into it have come: a folder that lasts as long as what it holds does. */
  readonly imports: string;
  /** Resolves when nothing of it is left. */
  stop(): Promise<void>;
}
