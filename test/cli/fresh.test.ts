import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { doFreshly } from '../../cli/dev/fresh.ts';
import type { BindingRow } from '../../local/console/lists.ts';
import { project } from '../project.ts';

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
  const becomes = async (): Promise<unknown> => {
    const rows = (await doFreshly(root, { what: 'bindings' })) as readonly BindingRow[];
    const { becomes: event, parameters, why } = rows.find(({ sample }) => sample === 'charge.success') ?? {};
    return { event, parameters, why };
  };
  return { root, write, becomes };
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
