import { type Declaring, providersOf } from '../functions/webhooks/senders.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { LOCAL_BOND_KEYS } from './bond/server.ts';
import { LOCAL_KEYS } from './bunce/server.ts';
import type { Described } from './functions.ts';
import { localSecret } from './local-secret.ts';
import { secretArn } from './secrets.ts';
import { type DescribedRoute, providerOf } from './wiring.ts';

/** The signing secret of a provider by its name. */
export const localSecretOf = (name: string, project: Declaring): string => localSecret(known(name, providersOf(project)));

function known(name: string, providers: ReturnType<typeof providersOf>): Provider {
  const provider = providers[name];
  if (!provider) throw new Error(`there is no provider ${name}`);
  return provider;
}

export interface Holding {
  readonly project: Declaring;
  readonly values: Map<string, string>;
  readonly functions: readonly Described[];
  readonly routes: readonly DescribedRoute[];
}

/** Puts into every secret what the function that reads it needs: a provider's for a receiver, Bunce's key for the rest. */
export function fillSecrets({ project, values, functions, routes }: Holding): void {
  const providers = providersOf(project);
  for (const { arn, environment } of functions) {
    const provider = providerOf(routes, arn);
    const named = new Set(Object.values(environment));
    for (const name of values.keys()) {
      if (named.has(secretArn(name)))
        values.set(name, JSON.stringify(provider === undefined ? { secrets: [LOCAL_KEYS.test] } : contentOf(known(provider, providers))));
    }
  }
}

/** What its receiver finds in its secret. */
export function contentOf(provider: Provider): object {
  const { name } = provider;
  const credentials: Record<string, string> = {};
  for (const key of Object.keys(provider.lookup?.credentials ?? {})) credentials[key] = `local-${name}-${key}`;
  return { secrets: [localSecret(provider)], ...credentials, ...(name === 'bond' ? LOCAL_BOND_KEYS : {}) };
}
