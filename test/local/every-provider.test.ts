import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { receiverSettings } from '../../infra/receiver-settings.ts';
import { settle } from '../../infra/settle.ts';
import { synthesize } from '../../infra/synth.ts';
import { localSecret } from '../../local/local-secret.ts';
import { receiversOf } from '../../local/receivers.ts';
import { startLocalRun } from '../../local/run.ts';
import { homeOf, sampleOf, sampleSettings } from '../../local/samples.ts';
import { ownSettings } from '../../shared/config/selection-of.ts';
import { settingsMistakes } from '../../shared/config/settings-check.ts';
import { sent } from '../../shared/webhook/sent.ts';
import { project } from '../project.ts';

const CODE = 'export const handler = async () => ({ statusCode: 200, batchItemFailures: [] });';

/** A project that names one provider. */
const small = { ...project, config: { ...project.config, providers: { paystack: {} }, identity: 'paystack' } };
let directory: string;

beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
  directory = mkdtempSync(join(tmpdir(), 'bunce-sync-every-'));
  mkdirSync(join(directory, 'code'));
  writeFileSync(join(directory, 'code/index.mjs'), CODE);
  synthesize({ project: small, catalogue: 'none', outdir: join(directory, 'assembly'), code: () => join(directory, 'code') });
});
afterAll(() => rmSync(directory, { recursive: true }));

const started = async (everyProvider: boolean) => {
  const run = await startLocalRun({ project: small, assembly: join(directory, 'assembly'), everyProvider });
  onTestFinished(async () => run.stop());
  return run;
};

it.each([
  ['bond', 'customer.updated'],
  ['paypal', 'payment.capture.completed'],
])('takes what %s sends though the config does not name it', async (name, type) => {
  const provider = providers[name];
  const home = homeOf(name);
  if (!provider) throw new Error(name);
  const { body, headers } = sampleOf(home, type);
  const run = await started(true);
  const url = `${run.gateway}/webhooks/${name}`;
  const settings = { url, ...ownSettings(sampleSettings(home), provider) };
  const webhook = sent(provider.signature, { body, headers, secret: localSecret(provider), now: new Date(), id: 'msg_1', settings });
  const answer = await fetch(url, { method: 'POST', body: new Uint8Array(webhook.body), headers: webhook.headers });
  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'accepted' }]);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
});

it('has only the routes of the template where it is not asked for more', async () => {
  const run = await started(false);
  expect(run.routes).toEqual(['POST /webhooks/paystack']);
});

it('gives every built-in provider what it cannot work without', () => {
  const receivers = receiversOf(small);
  expect(receivers.map(({ provider }) => provider).toSorted()).toEqual(Object.keys(providers).toSorted());
  expect(receivers.filter(({ isEnabled }) => isEnabled).map(({ provider }) => provider)).toEqual(['paystack']);
  for (const provider of Object.values(providers))
    expect(settingsMistakes({ provider, given: sampleSettings(homeOf(provider.name)), place: provider.name })).toEqual([]);
});

it('tells a receiver that the config names exactly what the template tells it', () => {
  const { settled, providers: enabled } = settle(project, 'default');
  const named = receiversOf(project).map(({ provider, settings }) => [provider, JSON.parse(settings)] as const);
  for (const provider of enabled)
    expect(Object.fromEntries(named)[provider.name]).toEqual(JSON.parse(JSON.stringify(receiverSettings(provider, settled))));
});
