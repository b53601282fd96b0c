import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished, vi } from 'vitest';

import { nextSteps } from '../../cli/deploy/next-steps.ts';
import { secretFindings } from '../../cli/doctor/secret.ts';
import { hmacSource } from '../../functions/webhooks/hmac/generic.ts';
import { awsAccount } from './aws.ts';

const JWKS = 'https://shop.kinde.com/.well-known/jwks';
const kinde = hmacSource({ name: 'kinde', signature: { mode: 'jwt', jwks: JWKS, algorithm: 'RS256', from: 'body' }, on: {} });
const squad = hmacSource({ name: 'squad', signature: { mode: 'hmac', header: 'x-sign' }, on: {} });

it('doctor misses no secret of a sender whose keys are fetched, and misses that of another', async () => {
  const { environment } = await awsAccount({ values: new Map(['Kinde', 'Squad'].map((name) => [name, '{"secrets":[]}'])) });
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const outputs = { SecretArnKinde: 'Kinde', SecretArnSquad: 'Squad' };
  const found = async (name: string) => secretFindings(name, { providers: { kinde, squad }, outputs, flags: '', counts: undefined });
  expect(await found('kinde')).toMatchObject([{ state: 'green', text: `none is needed: its keys are those at ${JWKS}` }]);
  expect(await found('squad')).toMatchObject([{ state: 'red', text: 'it is empty' }]);
});

it('deploy asks for no secret of a sender whose keys are fetched', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ BunceSync: { WebhookUrlKinde: 'https://api.shop.ng/webhooks/kinde' } }));
  const text = nextSteps(join(folder, 'outputs.json'), { providers: [kinde, squad], flags: '' });
  expect(text).toContain('secrets set squad');
  expect(text).toContain('connect kinde');
  expect(text).not.toContain('secrets set kinde');
});
