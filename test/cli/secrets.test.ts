import { onTestFinished, expect, it } from 'vitest';

import { startSecretStore } from '../../local/secrets.ts';
import { awsAccount, NO_AWS, withProfile } from './aws.ts';
import { cli } from './cli.ts';

/** `secrets set` against an endpoint of the local kind, and what it leaves there. */
async function store(held: Readonly<Record<string, string>>) {
  const values = new Map(Object.entries(held));
  const server = await startSecretStore(values);
  onTestFinished(async () => server.close());
  const environment = { ...NO_AWS, AWS_ENDPOINT_URL_SECRETS_MANAGER: server.endpoint };
  return {
    set: async (line: string, input: string) => cli(['secrets', 'set', ...line.split(' ')], { environment, input }),
    content: (name: string): unknown => JSON.parse(values.get(name) ?? 'null'),
  };
}

const KEY = { a: 'sk_live_0000000000aa', b: 'sk_live_0000000000bb', c: 'sk_live_0000000000cc' } as const;

it('writes the first secret, and never says it', async () => {
  const { set, content } = await store({ PaystackSecret: '{"secrets":[]}' });
  const { code, stdout, stderr } = await set('paystack', 'sk_very_secret\n');
  expect(content('PaystackSecret')).toEqual({ secrets: ['sk_very_secret'] });
  expect({ code, said: stdout + stderr }).toEqual({ code: 0, said: expect.not.stringContaining('very_secret') });
});

it.each([
  ['replaces the current one', 'paystack', KEY.c, [KEY.c], /--rotate would keep it/],
  ['keeps the current one as the previous one', 'paystack --rotate', KEY.c, [KEY.c, KEY.b], /the previous one are set/],
  ['keeps both when it is the current one again', 'paystack --rotate', KEY.b, [KEY.b, KEY.a], /the previous one are set/],
])('a new secret %s', async (...[, line, input, secrets, answer]) => {
  const { set, content } = await store({ PaystackSecret: JSON.stringify({ secrets: [KEY.b, KEY.a] }) });
  expect(await set(line, input)).toMatchObject({ code: 0, stdout: expect.stringMatching(answer) });
  expect(content('PaystackSecret')).toEqual({ secrets });
});

it('takes what a lookup needs line by line, and keeps what is not given', async () => {
  const { set, content } = await store({ BondSecret: '{"secrets":["s"],"identity":"old","authorization":"key"}' });
  expect(await set('bond', '\nnew\n\n')).toMatchObject({ code: 0 });
  expect(content('BondSecret')).toEqual({ secrets: ['s'], identity: 'new', authorization: 'key' });
});

it('names the credential that is still missing', async () => {
  const { set } = await store({ BondSecret: '{"secrets":[]}' });
  expect((await set('bond', `${KEY.a}\nuuid\n`)).stdout).toContain('still missing: authorization');
});

it.each([
  ['nothing', 'paystack', '\n', /nothing was given/],
  ['two words', 'paystack', 'one two', /white space/],
  ['a key that is none of Bunce', 'bunce', 'whsec_1', /sk_live_/],
  ['an unknown provider', 'paystak', 's', /no provider is called "paystak"/],
])('refuses %s and changes nothing', async (...[, provider, input, answer]) => {
  const { set, content } = await store({ PaystackSecret: '{"secrets":["a"]}', BunceSecret: '{"secrets":["b"]}' });
  expect(await set(provider, input)).toMatchObject({ code: 2, stderr: expect.stringMatching(answer) });
  expect([content('PaystackSecret'), content('BunceSecret')]).toEqual([{ secrets: ['a'] }, { secrets: ['b'] }]);
});

it.each([
  ['clerk', 'whsec_••••••••', /not base64/],
  ['clerk', 'whsec_', /decodes to 0 bytes/],
  ['clerk', 'v1,whsec_', /decodes to 0 bytes/],
  ['clerk', 'whsec_...', /not base64/],
  ['clerk', '…', /not base64/],
  ['clerk', '"', /not base64/],
  ['paystack', 'sk_live_••••••••', /what a dashboard shows/],
  ['paystack', '********', /what a dashboard shows/],
  ['paystack', 'sk_live', /7 characters; at least 8/],
  ['paypal', 'not a key', /white space/],
  ['paypal', 'public', /neither "public-roots" nor/],
  ['standard-webhooks', `whpk_${Buffer.alloc(32).toString('base64')}`, /everybody could sign/],
])('refuses what is no secret of %s: %s', async (provider, input, answer) => {
  const name = { clerk: 'ClerkSecret', paystack: 'PaystackSecret', paypal: 'PaypalSecret' }[provider] ?? 'StandardWebhooksSecret';
  const { set, content } = await store({ [name]: '{"secrets":["kept"]}' });
  expect(await set(provider, input)).toMatchObject({ code: 2, stderr: expect.stringMatching(answer) });
  expect(content(name)).toEqual({ secrets: ['kept'] });
});

it('warns of a short one, and takes it', async () => {
  const { set, content } = await store({ FlutterwaveSecret: '{"secrets":[]}' });
  expect(await set('flutterwave', 'ten-letter')).toMatchObject({ code: 0, stderr: expect.stringContaining('warning: the secret is weak') });
  expect(content('FlutterwaveSecret')).toEqual({ secrets: ['ten-letter'] });
});

it('finds the secret by the output of the stack', async () => {
  const values = new Map([['Bunce', '{"secrets":[]}']]);
  const { environment } = await awsAccount({ values });
  await cli(['secrets', 'set', 'bunce', '--stack', 'BunceSync'], { environment, input: 'sk_test_1' });
  expect(values.get('Bunce')).toBe('{"secrets":["sk_test_1"]}');
});

it('finds it in the account of the profile and region it is told', async () => {
  const values = new Map([['Bunce', '{"secrets":[]}']]);
  const { environment } = await awsAccount({ values, only: { key: 'SHOP', region: 'eu-west-3' } });
  const line = ['secrets', 'set', 'bunce', '--profile', 'shop', '--region', 'eu-west-3'];
  expect(await cli(line, { environment: withProfile(environment), input: 'sk_test_1' })).toMatchObject({ code: 0 });
  expect(values.get('Bunce')).toBe('{"secrets":["sk_test_1"]}');
});
