import { Duration } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import type { Settled } from '../shared/config/config.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { mayRead, maySend, mayUseKey } from './grants.ts';
import { namesOf } from './names.ts';
import { nodeFunction } from './node-function.ts';
import { receiverSettings } from './receiver-settings.ts';

export interface ReceiverProps {
  /** Under its name in the config. */
  readonly provider: Pick<Provider, 'name' | 'settings'>;
  readonly config: Settled;
  /** The folder that holds its bundle. */
  readonly bundle: string;
  readonly secret: Pick<ISecret, 'secretArn'>;
  readonly queue: IQueue;
  readonly parked: IQueue;
}

/** What takes the webhooks of one provider, with its own settings alone. */
export function addReceiver(scope: Construct, { provider, config, bundle, secret, queue, parked }: ReceiverProps): Function {
  const { name } = provider;
  return nodeFunction(scope, namesOf(name).receiver, {
    description: `Verifies, maps and queues the webhooks of ${name}`,
    bundle,
    timeout: Duration.seconds(10),
    memorySize: 512,
    reserved: config.reservedConcurrency?.receivers,
    may: [mayRead(secret), maySend(queue, parked), ...mayUseKey(config.kmsKeyArn)],
    environment: {
      QUEUE_URL: queue.queueUrl,
      PARKED_QUEUE_URL: parked.queueUrl,
      PROVIDER: name,
      SECRET_ID: secret.secretArn,
      SETTINGS: JSON.stringify(receiverSettings(provider, config)),
    },
  });
}
