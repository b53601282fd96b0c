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
      settings: { tolerance: 600 },
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
  readonly gateway: string;
  readonly bunce: string;
}

/** `npm start` on free ports; stops with the test. */
async function started({ root }: Tree): Promise<Started> {
  const child = spawn(process.execPath, ['local/main.ts', '--quiet'], { cwd: root, env: { ...process.env, PORT: '0', BUNCE_PORT: '0' } });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === 'ready') break;
  }
  const [gateway = '', bunce = ''] = ['webhooks', 'Bunce'].map(
    (word) => new RegExp(`^${word} +(http://[\\d.:]+)`, 'm').exec(said.join('\n'))?.[1] ?? '',
  );
  return { gateway, bunce };
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
