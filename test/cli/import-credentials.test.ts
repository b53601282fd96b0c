import { createServer } from 'node:http';

import { expect, it, onTestFinished, vi } from 'vitest';

import { credentialsOf } from '../../cli/import/credentials.ts';
import { providerSource } from '../../cli/import/provider-source.ts';
import { credentialsIn } from '../../local/console/providers.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { localSecret } from '../../local/local-secret.ts';
import { close, listen } from '../../local/loopback.ts';
import { stageOf } from '../../shared/config/config.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { project } from '../project.ts';

function listing(name: string) {
  const provider = providers[name];
  if (!provider?.people) throw new Error(`${name} lists nobody`);
  return { provider, people: provider.people };
}

const settings = stageOf(project.config, 'default');
const held = async (name: string, content: SecretContent) => {
  const stack = { settings: { ...settings, providers: { [name]: {} } }, secretOf: async () => content };
  return credentialsOf(name, { ...listing(name), stack });
};

it('the key that signs Paystack’s webhooks reads its customers too, and what signs the samples does not', async () => {
  const { provider } = listing('paystack');
  const secrets = [localSecret(provider), 'sk_live_1'];
  expect(await held('paystack', { secrets, credentials: {} })).toEqual({ secretKey: 'sk_live_1' });
  expect(await held('stripe', { secrets, credentials: { secretKey: 'rk_1' } })).toEqual({ secretKey: 'rk_1' });
});

it('one in the environment counts before it', async () => {
  vi.stubEnv('PAYSTACK_SECRET_KEY', 'sk_live_2');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await held('paystack', { secrets: ['sk_live_1'], credentials: {} })).toEqual({ secretKey: 'sk_live_2' });
});

it('a key that may not read customers is said to be so, and how to give another', async () => {
  const server = createServer((_, response) => response.writeHead(403).end('{}'));
  onTestFinished(async () => close(server));
  const source = providerSource({
    ...listing('stripe'),
    name: 'stripe',
    settings,
    baseUrl: await listen(server),
    credentials: { secretKey: 'rk_1' },
  });
  await expect(source.pages()[Symbol.asyncIterator]().next()).rejects.toThrow(
    /may read customers; set STRIPE_SECRET_KEY to .* that may read customers .*: the environment counts before the secret$/,
  );
});

it('`secrets set` asks for what an import needs, and not twice for what signs', () => {
  const key = { credentials: { apiKey: 'the key' } };
  const { people } = listing('stripe');
  expect(credentialsIn({ people: { ...people, ...key } })).toEqual({ apiKey: 'for `import`, the key' });
  expect(
    credentialsIn({ people: { ...people, ...key }, history: { ...providers['stripe']!.history!, credentials: { apiKey: 'to read' } } }),
  ).toEqual({
    apiKey: 'to read; for `import`, the key',
  });
  expect(credentialsIn(listing('paystack').provider)).toEqual({});
  expect(credentialsIn(listing('bond').provider)).toEqual(listing('bond').people.credentials);
});

it('in a local run nothing is asked for that its simulators would not take', () => {
  const { provider } = listing('bond');
  expect(Object.keys(credentialsIn(provider))).toEqual(['identity', 'authorization']);
  expect(credentialsIn(provider, { isLocal: true })).toEqual({});
});
