import { providersOf } from '../functions/webhooks/senders.ts';
import type { Project } from '../shared/config/project.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { UsageError } from './usage.ts';

/** A provider, or a sender of the config. */
export function providerNamed(name: string, project: Project): Provider {
  const providers = providersOf(project);
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider) throw new UsageError(`no provider is called "${name}"; there are ${Object.keys(providers).join(', ')}`);
  return provider;
}
