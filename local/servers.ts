import type { Project } from '../shared/config/project.ts';
import { EVENTS } from './bond/events.ts';
import { type BondSimulator, startBondSimulator } from './bond/server.ts';
import { type BunceSimulator, type BunceSimulatorOptions, startBunceSimulator } from './bunce/server.ts';
import type { Recorder } from './cloudwatch/recorder.ts';
import { type Closing, together } from './closing.ts';
import type { Answered } from './answering.ts';
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts';
import { CREDENTIALS, REGION } from './lambda/environment.ts';
import { type Kept, returnToQueue } from './kept.ts';
import { type LookupServer, startLookupServer } from './lookups.ts';
import { portTaken } from './loopback.ts';
import { localSecretOf } from './provider-secrets.ts';
import { type QueueServer, startQueueServer } from './queues.ts';
import { type SecretStore, startSecretStore } from './secrets.ts';
import { startTableServer, type TableServer } from './tables.ts';

/** Everything around the functions: what AWS, Bunce and the providers' APIs are elsewhere. */
export interface Servers {
  readonly gateway: Gateway;
  readonly queues: QueueServer;
  readonly tables: TableServer;
  readonly secrets: SecretStore;
  /** Secret name → text; live. */
  readonly values: Map<string, string>;
  readonly bunce: BunceSimulator;
  readonly bond: BondSimulator;
  readonly lookups: LookupServer;
}

export interface Ports {
  /** Of the gateway and of the Bunce simulator; 0 takes a free one. */
  readonly port?: number;
  readonly buncePort?: number;
}

export interface Keeping {
  /** What the last run left, and the next one finds; default: all is in memory. */
  readonly kept?: Kept | undefined;
}

export interface Starting extends Ports, Keeping {
  readonly project: Project;
  readonly recorder?: Recorder;
  readonly onWebhook?: GatewayOptions['onWebhook'];
  readonly onAnswer?: (answered: Answered) => void;
  /** Told of each request to Bunce. */
  readonly onCall?: BunceSimulatorOptions['onEntry'];
}

export async function startServers(starting: Starting, closing: Closing): Promise<Servers> {
  const { project, port = 0, buncePort = 0, recorder, onWebhook, onAnswer, onCall, kept } = starting;
  const closable = async <Server extends { close(): Promise<void> }>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    closing.add(async () => server.close());
    return server;
  };
  const values = new Map<string, string>();
  const gateway = await closable(
    startGateway({
      port,
      onWebhook,
      onAnswer(answered) {
        recorder?.answered(answered);
        onAnswer?.(answered);
      },
    }),
  );
  if (kept) returnToQueue(kept.queues);
  const subscriber = { url: `${gateway.url}/webhooks/bond`, events: [...EVENTS], secret: localSecretOf('bond', project) };
  const [queues, tables, secrets, bunce, bond, lookups] = await together([
    closable(startQueueServer(process.env['AWS_ENDPOINT_URL_SQS'], kept?.queues)),
    closable(startTableServer(process.env['AWS_ENDPOINT_URL_DYNAMODB'], kept?.tables)),
    closable(startSecretStore(values)),
    closable(
      portTaken(startBunceSimulator({ port: buncePort, onEntry: onCall, keptIn: kept?.bunce }), {
        port: buncePort,
        variable: 'BUNCE_PORT',
      }),
    ),
    closable(startBondSimulator({ subscribers: [subscriber] })),
    closable(startLookupServer(project, ['bond'])),
  ]);
  return { gateway, queues, tables, secrets, values, bunce, bond, lookups };
}

/** How any AWS client finds these servers instead of AWS. */
export const clientEnvironment = ({ queues, tables, secrets }: Pick<Servers, 'queues' | 'tables' | 'secrets'>): Record<string, string> => ({
  AWS_ENDPOINT_URL_SQS: queues.endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
});
