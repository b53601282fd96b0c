import { providers as builtIn } from '../functions/webhooks/registry.ts';
import { namesOf, routeOf } from '../infra/names.ts';
import { receiverSettings } from '../infra/receiver-settings.ts';
import { settle } from '../infra/settle.ts';
import type { Project } from '../shared/config/project.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { contentOf } from './provider-secrets.ts';
import { homeOf, sampleSettings } from './samples.ts';

/** What takes the webhooks of one provider here, as far as the config decides it. Plain data: it comes from other processes too. */
export interface Receiver {
  readonly provider: string;
  /** What its function is called. */
  readonly construct: string;
  readonly routeKey: string;
  /** JSON. */
  readonly settings: string;
  readonly secret: { readonly name: string; readonly content: string };
  /** Else no config names it, and AWS has no route for it. */
  readonly isEnabled: boolean;
}

/** Of every provider that the project names, and of every built-in one besides, on the settings that its samples need. Throws a ConfigError. */
export function receiversOf(project: Project): readonly Receiver[] {
  const { settled, providers } = settle(project, 'default');
  const named = new Set(providers.map(({ name }) => name));
  const others = Object.values(builtIn).filter(({ name }) => !named.has(name));
  const given = Object.fromEntries(others.map(({ name }) => [name, sampleSettings(homeOf(name))]));
  const config = { ...settled, providers: { ...given, ...settled.providers } };
  return [...providers, ...others].map((provider) => ({
    ...wayOf(provider),
    settings: JSON.stringify(receiverSettings(provider, config)),
    isEnabled: named.has(provider.name),
  }));
}

function wayOf(provider: Provider): Pick<Receiver, 'provider' | 'construct' | 'routeKey' | 'secret'> {
  const { receiver, secret } = namesOf(provider.name);
  return {
    provider: provider.name,
    construct: receiver,
    routeKey: `POST ${routeOf(provider)}`,
    secret: { name: secret, content: JSON.stringify(contentOf(provider)) },
  };
}
