import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

import type { Provider } from '../shared/webhook/provider.ts';
import type { Code } from './bundle.ts';
import { addRoute, type Gateway } from './gateway.ts';
import { namesOf, routeOf } from './names.ts';
import { addReceiver, type ReceiverProps } from './receiver.ts';
import { emptySecret } from './storage.ts';

export interface ReceiversProps extends Pick<ReceiverProps, 'config' | 'queue' | 'parked'> {
  readonly providers: readonly Provider[];
  readonly code: Code;
  readonly service: string;
  readonly gateway: Gateway;
  output(name: string, value: string): void;
}

/** By the provider's name in the config. */
export interface Receivers {
  readonly receivers: ReadonlyMap<string, Function>;
  readonly secrets: ReadonlyMap<string, Secret>;
}

/** Of each provider a secret, a function that reads it, and the route to that. */
export function addReceivers(scope: Construct, { providers, code, service, gateway, output, ...props }: ReceiversProps): Receivers {
  const receivers = new Map<string, Function>();
  const secrets = new Map<string, Secret>();
  for (const provider of providers) {
    const { name } = provider;
    const names = namesOf(name);
    const secret = emptySecret(scope, names.secret, `${service}: what ${name} signs with`);
    const receiver = addReceiver(scope, { ...props, provider, bundle: code(name), secret });
    addRoute(gateway, { path: routeOf(provider), to: receiver });
    receivers.set(name, receiver);
    secrets.set(name, secret);
    output(names.outputs.url, `${gateway.url}/webhooks/${name}`);
    output(names.outputs.secret, secret.secretArn);
  }
  return { receivers, secrets };
}
