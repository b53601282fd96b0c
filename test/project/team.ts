import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'vitest';

import { cli } from '../cli/cli.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Of a team with a built-in provider, one of its own and a sender. */
export const CONFIG = `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig<'acme'>({
  bunce: { baseUrl: BUNCE_SANDBOX },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, acme: {} },
  generic: {
    'my-app': { scheme: 'standard-webhooks', on: { 'order.paid': { event: 'purchase_completed', id: '$.id', email: '$.email', reference: '$.no' } } },
  },
  events: { purchase_completed: { event: 'Purchase completed', parameters: { Reference: 'reference' } } },
});
`;

/** The folder of a team, which has the package but none of its sources: a config, a sender of its own, and the provider acme, made and filled in. */
export async function teamFolder(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-team-'));
  install(root);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(root, 'bunce-sync.config.ts'), CONFIG.replace(', acme: {}', ''));
  expect(await cli(['--project', root, 'new-provider', 'acme'])).toMatchObject({ code: 0, stderr: '' });
  writeFileSync(join(root, 'bunce-sync.config.ts'), CONFIG);
  fillIn(join(root, 'providers/acme'));
  writeOrder(join(root, 'samples/my-app/order.paid'));
  writeFileSync(
    join(root, 'senders.test.ts'),
    "import { describeSenders } from 'bunce-sync/testing';\n\ndescribeSenders(import.meta.dirname);\n",
  );
  return root;
}

/** As npm would, but for the copy: what is imported is read where it stands. */
export function install(root: string): void {
  const home = join(root, 'node_modules/bunce-sync');
  mkdirSync(home, { recursive: true });
  const entry = (name: string) => `./entries/${name}.ts`;
  const exported = { '.': entry('index'), './provider': entry('provider'), './testing': entry('testing') };
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'bunce-sync', type: 'module', exports: exported }));
  symlinkSync(join(ROOT, 'entries'), join(home, 'entries'));
  for (const name of ['vitest', '@types']) symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
}

/** Puts what only acme's documentation knows into what new-provider wrote. */
export function fillIn(folder: string): void {
  for (const file of readdirSync(folder).filter((name) => /\.(ts|md)$/.test(name))) {
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll('FILL IN: ', ''));
  }
  const body = readFileSync(join(folder, 'samples/example.paid/body.json'), 'utf8');
  const signature = createHmac('sha256', 'a known secret').update(body).digest('hex');
  const known = {
    how: "node:crypto's createHmac over the sample",
    secret: 'a known secret',
    headers: { 'x-acme-signature': signature },
    body,
  };
  writeFileSync(join(folder, 'known-answer.json'), JSON.stringify([known]));
}

/** A sample of the sender. */
function writeOrder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const order = { type: 'order.paid', id: 'u-7', email: 'ngozi@example.com', no: 'N-7' };
  const event = { name: 'purchase_completed', properties: { reference: 'N-7' } };
  const command = { type: 'track-event', customer: { id: 'u-7', email: 'ngozi@example.com' }, event, occasion: 'purchase_completed:N-7' };
  writeFileSync(join(folder, 'body.json'), JSON.stringify(order, null, 2));
  writeFileSync(join(folder, 'commands.json'), JSON.stringify([command]));
}

export const removeTeam = (root: string): void => rmSync(root, { recursive: true, force: true });
