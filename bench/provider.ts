import { providers } from '../functions/webhooks/registry.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** Throws for a name that no provider has. */
export function providerNamed(name: string): Provider {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider is called ${name}`);
  return provider;
}
