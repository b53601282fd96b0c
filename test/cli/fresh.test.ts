import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { doFreshly } from '../../cli/dev/fresh.ts';
import { namesOf } from '../../infra/names.ts';
import type { BindingRow } from '../../local/console/lists.ts';
import { close, listen } from '../../local/loopback.ts';
import { runFile } from '../../local/run-file.ts';
import { project } from '../project.ts';
import { startTarget } from './target.ts';

const configOf = (event: string): string => `
import { BUNCE_SANDBOX, defineConfig } from ${JSON.stringify(join(project.root, 'entries/index.ts'))};
export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  defaultCountry: 'NG',
  providers: { paystack: {} },
  events: { purchase_completed: { event: '${event}', parameters: { Amount: 'amount' } } },
});`;

function folder() {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-fresh-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const write = (text: string): void => writeFileSync(join(root, 'bunce-sync.config.ts'), text);
  const writeSender = (): void =>
    write(
      configOf('Bought').replace(
        '  events:',
        "  generic: { acme: { scheme: 'standard-webhooks', on: { paid: { event: 'purchase_completed', id: '$.id', email: '$.email' } } } },\n  events:",
      ),
    );
  const becomes = async (): Promise<unknown> => {
    const rows = (await doFreshly(root, { what: 'bindings' })) as readonly BindingRow[];
    const { becomes: event, parameters, why } = rows.find(({ sample }) => sample === 'charge.success') ?? {};
    return { event, parameters, why };
  };
  return { root, write, writeSender, becomes };
}

it('a config that was saved meanwhile counts', async () => {
  const { write, becomes } = folder();
  write(configOf('Bought'));
  expect(await becomes()).toEqual({ event: 'Bought', parameters: [['Amount', '12500.50']], why: undefined });
  write(configOf('Paid'));
  expect(await becomes()).toMatchObject({ event: 'Paid' });
});

it('a config that prints is read all the same', async () => {
  const { write, becomes } = folder();
  write(`${configOf('Bought')}\nconsole.log('{"a config":"prints"}');`);
  expect(await becomes()).toMatchObject({ event: 'Bought' });
});

it('what cannot be read is refused in its own words', async () => {
  const { root, write } = folder();
  write('export default {');
  await expect(doFreshly(root, { what: 'bindings' })).rejects.toThrow(/bunce-sync\.config\.ts cannot be loaded/);
});

it('who is enabled is told without a secret', async () => {
  const { root, write } = folder();
  write(configOf('Bought'));
  const told = await doFreshly(root, { what: 'providers', gateway: 'http://127.0.0.1:1', ownSecrets: ['PaystackSecret'] });
  expect(told).toMatchObject([
    { name: 'paystack', isEnabled: true, secret: 'own', url: 'http://127.0.0.1:1/webhooks/paystack' },
    ...Array.from({ length: 22 }, () => ({ isEnabled: false })),
  ]);
});

it('who was added meanwhile is signed for, and has a secret set', async () => {
  const { root, writeSender } = folder();
  writeSender();
  const target = await startTarget({ secrets: { [namesOf('acme').secret]: { secrets: ['before'] } } });
  onTestFinished(target.stop);
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => (heard.push(request.headers), response.end('taken')));
  onTestFinished(async () => close(server));
  const webhook = { provider: 'acme', body: '{}', headers: {} };
  expect(await doFreshly(root, { what: 'send', gateway: await listen(server), webhook })).toEqual({ text: '200 taken' });
  expect(heard).toMatchObject([{ 'webhook-signature': expect.stringMatching(/^v1,/) as string }]);
  const addresses: unknown = JSON.parse(readFileSync(runFile(project, target.environment['PORT'] ?? ''), 'utf8'));
  const given = { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` };
  expect(await doFreshly(root, { what: 'secret', addresses, name: 'acme', given })).toMatchObject({
    text: expect.stringContaining('acme: known at once') as string,
  });
});
