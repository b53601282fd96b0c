import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, it, onTestFinished } from 'vitest';

import { copyOfTree, type Tree } from './tree.ts';

const GENERIC = `providers: { clerk: {} },

  generic: {
    'my-app': { scheme: 'standard-webhooks', on: { opened: { event: 'signed_up', id: '$.who', email: (at) => \`\${at('$.who')}@example.com\` } } },
    'legacy-shop': {
      scheme: 'hmac',
      signature: { mode: 'hmac', header: 'X-Shop', prefix: 'v0=', message: 'v0:{timestamp}:{body}', timestamp: { header: 'X-Time' } },
      on: { sold: { event: 'purchase_completed', email: '$.buyer', amount: { value: '$.sum', unit: 'text' }, currency: 'NGN' } },
      settings: { tolerance: '10m' },
    },
    squad: {
      scheme: 'hmac',
      signature: { mode: 'hmac', header: 'X-Squad', algorithm: 'sha512', message: '{$.type}|{$.who}' },
      on: { opened: { event: 'signed_up', id: '$.who', email: (at) => \`\${at('$.who')}@squad.example\` } },
    },
    mpesa: {
      scheme: 'hmac',
      signature: { mode: 'path' },
      on: { opened: { event: 'signed_up', id: '$.who', email: (at) => \`\${at('$.who')}@mpesa.example\` } },
    },
    moniepoint: { scheme: 'hmac', signature: { mode: 'query', parameter: 'token' }, on: {} },
    kinde: {
      scheme: 'hmac',
      signature: { mode: 'jwt', jwks: 'https://keys.invalid/jwks', algorithm: 'RS256', issuer: 'https://shop.invalid', from: 'body' },
      on: { opened: { event: 'signed_up', id: '$.who', email: (at) => \`\${at('$.who')}@kinde.example\` } },
    },
  },
`;

const SOLD = { type: 'sold', buyer: 'ada@example.com', sum: '1,500.50' };
const COMMANDS = [
  {
    type: 'track-event',
    customer: { email: 'ada@example.com' },
    event: { name: 'purchase_completed', properties: { amount: 150_050, currency: 'NGN' } },
  },
];

/** The project with two senders in its config, one of them with a sample. */
function withSenders(): Tree {
  const tree = copyOfTree();
  const config = join(tree.root, 'bunce-sync.config.ts');
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replace(/providers: \{[^]*?\n {2}\},\n/, () => GENERIC),
  );
  for (const [file, content] of [
    ['body', SOLD],
    ['commands', COMMANDS],
  ] as const) {
    const path = join(tree.root, `samples/legacy-shop/sold/${file}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  }
  return tree;
}

interface Event {
  readonly name: string;
  readonly email: string;
}

interface Started {
  /** All that it said so far. */
  readonly said: readonly string[];
  readonly gateway: string;
  readonly bunce: string;
}

/** `npm start` on free ports; stops with the test. */
async function started({ root }: Tree): Promise<Started> {
  const child = spawn(process.execPath, ['cli/dev/main.ts'], { cwd: root, env: { ...process.env, PORT: '0', BUNCE_PORT: '0' } });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  const said: string[] = [];
  const ready = new Promise<void>((resolve) => {
    for (const input of [child.stdout, child.stderr])
      createInterface({ input }).on('line', (line) => {
        said.push(line);
        if (line === 'ready') resolve();
      });
  });
  await Promise.race([ready, once(child, 'exit')]);
  const [gateway = '', bunce = ''] = ['webhooks', 'Bunce'].map(
    (word) => new RegExp(`^${word} +(http://[\\d.:]+)`, 'm').exec(said.join('\n'))?.[1] ?? '',
  );
  return { said, gateway, bunce };
}

it('a sender of the config has its route, function, secret and samples, from the webhook to Bunce', { timeout: 300_000 }, async () => {
  const tree = withSenders();
  const cli = async (...parameters: readonly string[]) => tree.run('node', 'cli/main.ts', ...parameters);
  const body = join(tree.root, 'samples/legacy-shop/sold/body.json');
  const opened = join(tree.root, 'opened.json');
  writeFileSync(opened, JSON.stringify({ type: 'opened', who: 'ngozi' }));

  expect(JSON.parse((await cli('secrets', 'local')).stdout)).toMatchObject({
    'my-app': expect.stringMatching(/^whsec_/) as string,
    'legacy-shop': 'local-legacy-shop-secret',
  });
  expect(JSON.parse((await cli('map', 'legacy-shop', '--json', '--body', body)).stdout)).toMatchObject({ commands: COMMANDS });

  const { gateway, bunce } = await started(tree);
  const url = `${gateway}/webhooks/legacy-shop`;
  expect((await cli('connect', 'legacy-shop', '--url', url)).stdout).toContain('secrets set legacy-shop');
  expect((await cli('send', 'legacy-shop', '--sample', 'sold', '--to', url)).stdout).toContain('200');
  expect((await cli('send', 'my-app', '--body', opened, '--to', `${gateway}/webhooks/my-app`)).stdout).toContain('200');
  expect(await cli('send', 'legacy-shop', '--sample', 'sold', '--to', url, '--secret', 'wrong')).toMatchObject({ code: 1 });
  const emails = async (): Promise<unknown> =>
    ((await (await fetch(`${bunce}/_simulator/events`)).json()) as Event[]).map(({ name, email }) => `${name}: ${email}`).sort();
  await expect.poll(emails, { timeout: 60_000 }).toEqual(['Purchase completed: ada@example.com', 'Signed up: ngozi@example.com']);
});

it('senders side by side prove themselves each in its own way, and a secret in the URL is said nowhere', { timeout: 300_000 }, async () => {
  const tree = withSenders();
  const cli = async (...parameters: readonly string[]) => tree.run('node', 'cli/main.ts', ...parameters);
  const opened = join(tree.root, 'opened.json');
  writeFileSync(opened, JSON.stringify({ type: 'opened', who: 'ngozi' }));
  const { said, gateway, bunce } = await started(tree);
  const send = async (name: string, ...more: readonly string[]) =>
    (await cli('send', name, '--body', opened, '--to', `${gateway}/webhooks/${name}`, ...more)).stdout;
  const post = async (path: string) => (await fetch(`${gateway}/webhooks/${path}`, { method: 'POST', body: '{}' })).status;

  for (const name of ['squad', 'mpesa', 'moniepoint', 'kinde']) expect(await send(name), name).toMatch(/^200/);
  for (const name of ['squad', 'mpesa', 'moniepoint']) expect(await send(name, '--secret', 'local-another-secret'), name).toMatch(/^401/);
  expect(await send('squad', '--secret', 'local-legacy-shop-secret')).toMatch(/^401/);
  expect([
    await post('mpesa'),
    await post('mpesa/x'),
    await post('moniepoint?token=x'),
    await post('moniepoint'),
    await post('kinde'),
  ]).toEqual([404, 401, 401, 401, 401]);

  const connect = async (name: string) => (await cli('connect', name, '--url', `https://hooks.shop.ng/webhooks/${name}`)).stdout;
  expect(await connect('mpesa')).toContain('https://hooks.shop.ng/webhooks/mpesa/SECRET\n');
  expect(await connect('moniepoint')).toContain('https://hooks.shop.ng/webhooks/moniepoint?token=SECRET\n');
  expect(await connect('kinde')).toMatch(/No secret is needed: its public keys are those at https:\/\/keys\.invalid\/jwks/);
  const judged = async (url: string) =>
    (await cli('verify', 'mpesa', '--body', opened, '--url', url, '--secret', 'local-mpesa-secret')).stdout;
  expect(await judged(`${gateway}/webhooks/mpesa/local-mpesa-secret`)).toBe('ok\n');
  expect(await judged(`${gateway}/webhooks/mpesa/another-secret-1`)).toMatch(/^mismatch: what stands in the URL/);

  const emails = async (): Promise<unknown> =>
    ((await (await fetch(`${bunce}/_simulator/events`)).json()) as Event[]).map(({ email }) => email).sort();
  await expect.poll(emails, { timeout: 60_000 }).toEqual(['ngozi@kinde.example', 'ngozi@mpesa.example', 'ngozi@squad.example']);
  expect(said.join('\n')).toMatch(/mpesa/);
  expect(said.join('\n')).not.toMatch(/local-(mpesa|moniepoint|another)-secret/);
});
