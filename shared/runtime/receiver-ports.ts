import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

import { envelopeMessage, parkedMessage, send } from '../queue/sender.ts';
import type { Ports, ReceiverSettings } from '../webhook/accept.ts';
import { secretReader } from './secrets.ts';
import { environment, RECEIVER_ENVIRONMENT } from './settings.ts';

/** A receiver's world in Lambda: the clients are made once per process and its environment is checked first. */
export function receiverPorts(): { readonly ports: Ports; readonly settings: ReceiverSettings } {
  const { QUEUE_URL, PARKED_QUEUE_URL, SECRET_ID, SETTINGS } = environment(RECEIVER_ENVIRONMENT);
  const client = new SQSClient({ maxAttempts: 2 });
  const now = (): Date => new Date();
  return {
    settings: SETTINGS,
    ports: {
      now,
      secret: secretReader({ client: new SecretsManagerClient({ maxAttempts: 2 }), secretId: SECRET_ID, now }),
      enqueue: (envelope) => send({ client, url: QUEUE_URL }, envelopeMessage(envelope)),
      park: (message) => send({ client, url: PARKED_QUEUE_URL }, parkedMessage(message)),
    },
  };
}
