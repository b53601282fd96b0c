import * as z from 'zod/mini';

import { type Outgoing, parkedMessages, receivedMessage } from '../queue/sender.ts';
import type { Ports, ReceiverSettings } from './accept.ts';
import { caller, type Service } from '../runtime/aws.ts';
import { DEADLINES, FIRST_TRY } from '../runtime/deadlines.ts';
import { secretKeeper } from '../runtime/secrets.ts';
import { environment, RECEIVER_ENVIRONMENT } from '../runtime/settings.ts';

const now = (): Date => new Date();
const Secret = z.object({ SecretString: z.string() });

interface Options {
  readonly variables?: NodeJS.ProcessEnv;
  /** Milliseconds; default: those of a receiver. */
  readonly deadlines?: Readonly<Record<'secret' | 'queue' | 'firstTry', number>>;
}

/** A receiver's ports in Lambda: made once per process, after its environment was checked. */
export function receiverPorts({ variables, deadlines = { ...DEADLINES, firstTry: FIRST_TRY } }: Options = {}): {
  readonly ports: Ports;
  readonly settings: ReceiverSettings;
  /** What the config calls the provider. */
  readonly name: string;
} {
  const { QUEUE_URL, PARKED_QUEUE_URL, SECRET_ID, SETTINGS, PROVIDER, ...lambda } = environment(RECEIVER_ENVIRONMENT, variables);
  const account = { ...accountOf(lambda), firstTry: deadlines.firstTry };
  const sqs = caller({ ...account, name: 'sqs', origin: new URL(QUEUE_URL).origin, deadline: deadlines.queue });
  const secrets = caller({
    ...account,
    name: 'secretsmanager',
    deadline: deadlines.secret,
    origin: lambda.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? originOf(lambda.AWS_REGION),
  });
  const send = async (QueueUrl: string, { body, group, dedup }: Outgoing): Promise<void> => {
    await sqs('SendMessage', { QueueUrl, MessageBody: body, MessageGroupId: group, MessageDeduplicationId: dedup });
  };
  return {
    name: PROVIDER,
    settings: SETTINGS,
    ports: {
      now,
      secret: secretKeeper({ read: async () => Secret.parse(await secrets('GetSecretValue', { SecretId: SECRET_ID })).SecretString, now }),
      enqueue: async (envelope) => send(QUEUE_URL, receivedMessage(envelope)),
      park: async (message) => {
        for (const part of parkedMessages(message)) await send(PARKED_QUEUE_URL, part);
      },
    },
  };
}

type Lambda = Pick<
  z.infer<z.ZodMiniObject<typeof RECEIVER_ENVIRONMENT>>,
  'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN'
>;

function accountOf({
  AWS_REGION,
  AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY,
  AWS_SESSION_TOKEN,
}: Lambda): Pick<Service, 'region' | 'credentials'> {
  const credentials = {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
  };
  return { region: AWS_REGION, credentials };
}

const originOf = (region: string): string => `https://secretsmanager.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
