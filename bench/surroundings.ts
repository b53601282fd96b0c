import { createServer } from 'node:http';

import { homeOf, samplesOf } from '../local/samples.ts';
import type { FunctionOptions } from '../local/lambda/function.ts';
import { close, listen } from '../local/loopback.ts';
import { createQueue, startQueueServer } from '../local/queues.ts';
import { startSecretStore } from '../local/secrets.ts';
import type { Code } from '../infra/bundle.ts';
import { startFirstMessage } from './first-message.ts';
import { project } from './project.ts';
import { providerNamed } from './provider.ts';

/** A function with all that its first invocation needs, and that invocation's event. */
export interface Measured {
  readonly name: string;
  readonly options: FunctionOptions & { readonly directory: string };
  readonly event: unknown;
  readonly lookup: boolean;
}

/** The world that functions call on their first invocation: secrets, queues and what a look-up asks. */
export interface Surroundings {
  /** With its first webhook: signed, looked up, mapped and queued. */
  receiver(name: string): Measured;
  /** With its first message: its person leased, Bunce told, noted and let go. */
  consumer(): Measured;
  close(): Promise<void>;
}

const FIFO = { FifoQueue: 'true' } as const;

export async function startSurroundings(code: Code): Promise<Surroundings> {
  const values = new Map<string, string>();
  const answers = new Map<string, object>();
  const secrets = await startSecretStore(values);
  const queues = await startQueueServer();
  const queue = await createQueue(queues, { name: 'bench.fifo', attributes: FIFO });
  const found = createServer(({ url = '' }, response) => response.end(JSON.stringify(answers.get(url.split('/')[1] ?? ''))));
  const origin = await listen(found);
  const first = await startFirstMessage();
  values.set('bunce', first.secret);

  return {
    receiver(name) {
      const provider = providerNamed(name);
      const sample = samplesOf(homeOf(name)).find(
        ({ commands, lookup }) => isFilled(commands) && isObject(lookup) === (provider.lookup !== undefined),
      );
      if (!sample) throw new Error(`${name} has no sample that becomes a command`);
      const credentials = Object.fromEntries(Object.keys(provider.lookup?.credentials ?? {}).map((key) => [key, 'bench']));
      const secret = provider.signature.secretFrom(`local-${name}-secret`);
      values.set(name, JSON.stringify({ secrets: [secret], ...credentials }));
      // Some providers wrap what they answer, some do not.
      if (isObject(sample.lookup)) answers.set(name, { ...sample.lookup, data: sample.lookup });
      const settings = {
        ...project.config.providers[name],
        url: 'https://example.com',
        ...(provider.lookup && { baseUrl: `${origin}/${name}` }),
      };
      const proof = provider.signature.sign({ body: sample.body, secret, now: new Date(), id: 'msg_bench', settings });
      return {
        name,
        lookup: provider.lookup !== undefined,
        event: {
          requestContext: { domainName: 'example.com' },
          rawPath: '/',
          headers: { ...sample.headers, ...proof },
          body: sample.body.toString(),
          isBase64Encoded: false,
        },
        options: {
          name,
          directory: code(name),
          handler: 'index.handler',
          memory: 512,
          environment: {
            QUEUE_URL: queue.url,
            PARKED_QUEUE_URL: queue.url,
            SECRET_ID: name,
            PROVIDER: name,
            SETTINGS: JSON.stringify({ testEvents: 'send', provider: settings, selection: {} }),
            AWS_ENDPOINT_URL_SQS: queues.endpoint,
            AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
          },
        },
      };
    },
    consumer: () => ({
      name: 'consumer',
      lookup: false,
      get event() {
        return first.event();
      },
      options: {
        name: 'consumer',
        directory: code('consumer'),
        handler: 'index.handler',
        memory: 256,
        environment: {
          STAGE: 'default',
          ...first.environment,
          AWS_ENDPOINT_URL_SQS: queues.endpoint,
          AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
          BUNCE_SECRET_ID: 'bunce',
          QUEUE_URL: queue.url,
          PARKED_QUEUE_URL: queue.url,
          TABLE_NAME: 'bench',
        },
      },
    }),
    async close() {
      await Promise.all([secrets.close(), queues.close(), close(found), first.close()]);
    },
  };
}

const isFilled = (commands: unknown): boolean => Array.isArray(commands) && commands.length > 0;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
