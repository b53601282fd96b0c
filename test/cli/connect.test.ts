import { expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { awsAccount, NO_AWS, withProfile } from './aws.ts';
import { cli } from './cli.ts';

it('connect lists the URL of the stack and exactly the event types of the registry', async () => {
  const { environment, url } = await awsAccount({ values: new Map() });
  const { code, stdout, stderr } = await cli(['connect', 'paystack', '--json'], { environment });
  expect([code, stderr]).toEqual([0, 'stack BunceSync\n']);
  expect(JSON.parse(stdout)).toMatchObject({ url, local: false, events: Object.keys(providers['paystack']?.events ?? {}) });
});

it('connect falls back to the local run and says why', async () => {
  const { stdout } = await cli(['connect', 'bond'], { environment: { ...NO_AWS, PORT: '4321' } });
  expect(stdout).toMatch(
    /to the local run \(no usable AWS credentials.*\), by one of these:\n.*cloudflared tunnel --url http:\/\/127\.0\.0\.1:4321 .*\/webhooks\/bond/,
  );
  expect(stdout).toContain('hookdeck listen 4321 bond --path /webhooks/bond');
  expect(stdout).toMatch(/secrets set bond\n.*simulator here/);
  expect(stdout).not.toContain('authorization');
});

it('connect for AWS asks for what a look-up needs', async () => {
  const { stdout } = await cli(['connect', 'bond', '--url', 'https://hooks.example.com/b'], { environment: NO_AWS });
  expect(stdout).toMatch(/secrets set bond\n.*identity too: .*\n.*authorization too/);
});

it('connect has a forwarder of Stripe for Stripe', async () => {
  const { stdout } = await cli(['connect', 'stripe'], { environment: { ...NO_AWS, PORT: '4321' } });
  expect(stdout).toContain('stripe listen --forward-to http://127.0.0.1:4321/webhooks/stripe');
});

it('connect says which family to choose where two tell the same', async () => {
  const { stdout } = await cli(['connect', 'workos', '--url', 'https://hooks.example.com/w'], { environment: NO_AWS });
  expect(stdout).toMatch(/Choose: either user\.\* or dsync\.user\.\*, never both/);
});

it('connect takes a URL as told, and refuses a stack that is not there', async () => {
  const { environment } = await awsAccount({ values: new Map() });
  const { stdout } = await cli(['connect', 'paystack', '--url', 'https://hooks.example.com/p'], { environment: NO_AWS });
  expect(stdout).toMatch(/hooks\.example\.com\/p\n[^]*send paystack --sample \S+ --to https:\/\/hooks\.example\.com\/p/);
  const absent = await cli(['connect', 'paystack', '--stack', 'Other'], { environment });
  expect(absent).toMatchObject({ code: 1, stderr: expect.stringContaining('no stack Other') });
});

it('connect asks the account it is told, and repeats it in the command for the secret', async () => {
  const { environment, url } = await awsAccount({ values: new Map(), only: { key: 'SHOP', region: 'eu-west-3' } });
  const flags = ['--profile', 'shop', '--region', 'eu-west-3'];
  const { stdout } = await cli(['connect', 'paystack', ...flags], { environment: withProfile(environment) });
  expect(stdout).toContain(url);
  expect(stdout).toContain('npm run cli -- secrets set paystack --profile shop --region eu-west-3\n');
  const elsewhere = await cli(['connect', 'paystack', '--profile', 'shop'], { environment: withProfile(environment) });
  expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringContaining('no stack BunceSync') });
});
