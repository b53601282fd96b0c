import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { install } from '../project/team.ts';
import { awsAccount } from './aws.ts';
import { bunceAccount } from './bunce.ts';

const CONFIG = `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  defaultCountry: 'NG',
  providers: { stripe: {}, clerk: {} },
  events: { purchase_completed: { event: 'Purchase completed', parameters: { Reference: 'reference' } } },
  reconcile: { stripe: '1d' },
});
`;

/** What doctor says of the secrets of a project that compares Stripe by itself, and not Clerk. */
async function secretsOf(stripe: object): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-doctor-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  install(root);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(root, 'bunce-sync.config.ts'), CONFIG);
  const secrets = { Stripe: { secrets: ['s'], ...stripe }, Clerk: { secrets: ['s'] }, Bunce: { secrets: ['s'] } };
  const values = new Map(Object.entries(secrets).map(([name, content]) => [name, JSON.stringify(content)]));
  const { environment } = await awsAccount({ values });
  const { stdout } = await (await bunceAccount()).run(`--project ${root} doctor`, { environment });
  return stdout.match(/^. secret of .*$/gm) ?? [];
}

it('is red over a provider that is compared by itself and whose secret has no key for it', async () => {
  expect(await secretsOf({})).toEqual([
    expect.stringMatching(/^✗ secret of stripe: it lacks secretKey {2}→ .*secrets set stripe/),
    expect.stringMatching(/^[✓•] secret of clerk: set/),
    expect.stringMatching(/^✓ secret of bunce: set/),
  ]);
});

it('is not where the key is there', async () => {
  expect(await secretsOf({ secretKey: 'rk_live_1' })).toContainEqual(expect.stringMatching(/^[✓•] secret of stripe: set/));
});
