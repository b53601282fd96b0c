import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import * as z from 'zod/mini';

import { synthesize } from '../../infra/synth.ts';
import { LOCAL_BOND_KEYS } from '../../local/bond/server.ts';
import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { CREDENTIALS, REGION } from '../../local/lambda/environment.ts';
import { close, listen, PortInUse } from '../../local/loopback.ts';
import type { LocalRun, LocalRunOptions } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { project } from '../project.ts';
import { Catalogue } from '../../shared/bunce/catalogue.ts';

const RECEIVER = `export const handler = async (event) => {
  console.log(JSON.stringify(process.env));
  return { statusCode: 200, body: event.routeKey };
};`;
const CONSUMER = `export const handler = async (event) => {
  for (const { body } of event.Records) console.log(JSON.stringify({ body, env: process.env }));
  return { batchItemFailures: [] };
};`;

let directory: string;
let assembly: string;

/** The real stack over handlers of a few lines. */
beforeAll(async () => {
  process.env['CDK_VALIDATION'] = 'false';
  directory = await mkdtemp(join(tmpdir(), 'bunce-sync-test-'));
  for (const [name, code] of [
    ['receiver', RECEIVER],
    ['consumer', CONSUMER],
  ] as const) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'index.mjs'), code);
  }
  assembly = join(directory, 'assembly');
  const providers = { paystack: {}, bond: { baseUrl: 'https://sandbox.bond.tech/api/v0.1' } };
  synthesize({
    project: { ...project, config: { ...project.config, providers, identity: 'paystack' } },
    catalogue: 'simulator',
    outdir: assembly,
    code: (name) => join(directory, name === 'consumer' ? 'consumer' : 'receiver'),
  });
});
afterAll(async () => rm(directory, { recursive: true }));

async function started(options: Partial<LocalRunOptions> = {}): Promise<LocalRun> {
  const run = await startLocalRun({ project, assembly, ...options });
  onTestFinished(async () => run.stop());
  return run;
}

const post = async (run: LocalRun, provider: string) => fetch(`${run.gateway}/webhooks/${provider}`, { method: 'POST' });
const Seen = z.object({
  body: z.string(),
  env: z.object({ BUNCE_BASE_URL: z.string(), BUNCE_CATALOGUE_FILE: z.string(), TABLE_NAME: z.string() }),
});
const Fields = z.record(z.string(), z.unknown());
const linesOf = (run: LocalRun, name: string) =>
  run.logs.filter((line) => line.function === name).map(({ line }) => Fields.parse(JSON.parse(line)));

describe('the local run', () => {
  it('routes exactly what the template routes', async () => {
    const run = await started();
    expect(await (await post(run, 'paystack')).text()).toBe('POST /webhooks/paystack');
    expect((await post(run, 'shopify')).status).toBe(404);
  });

  it('gives a function the environment of the template with its references resolved', async () => {
    const run = await started({ environment: { MINE: 'yes' } });
    await post(run, 'paystack');
    await expect.poll(() => linesOf(run, 'PaystackReceiver')).toHaveLength(1);
    expect(linesOf(run, 'PaystackReceiver')[0]).toMatchObject({
      QUEUE_URL: run.queues['Queue']?.url,
      PARKED_QUEUE_URL: run.queues['Parked']?.url,
      SECRET_ID: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:PaystackSecret-local1',
      AWS_ENDPOINT_URL_SQS: run.environment['AWS_ENDPOINT_URL_SQS'],
      MINE: 'yes',
    });
  });

  it('feeds the consumer from the queue, with the simulator and its catalogue in place of Bunce', async () => {
    const run = await started();
    const client = new SQSClient({ endpoint: run.environment['AWS_ENDPOINT_URL_SQS'] ?? '', region: REGION, credentials: CREDENTIALS });
    const message = { QueueUrl: run.queues['Queue']?.url, MessageGroupId: 'a', MessageDeduplicationId: '1' };
    await client.send(new SendMessageCommand({ ...message, MessageBody: 'hello' }));
    await expect.poll(() => linesOf(run, 'Consumer'), { timeout: 10_000 }).toHaveLength(1);
    const { body, env } = Seen.parse(linesOf(run, 'Consumer')[0]);
    expect([body, env.BUNCE_BASE_URL, env.TABLE_NAME]).toEqual(['hello', run.bunce.url, run.tables['State']]);
    const catalogue = Catalogue.parse(JSON.parse(await readFile(env.BUNCE_CATALOGUE_FILE, 'utf8')));
    expect(catalogue.events.map(({ name }) => name)).toContain('Purchase completed');
    expect(catalogue.attributes.map(({ name }) => name)).toContain('Last purchase at');
  });

  it('puts into each secret what its reader needs', async () => {
    const run = await started();
    const client = new SecretsManagerClient({
      endpoint: run.environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? '',
      region: REGION,
      credentials: CREDENTIALS,
    });
    const secret = async (SecretId: string): Promise<unknown> =>
      JSON.parse((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '');
    expect(await secret('PaystackSecret')).toEqual({ secrets: ['local-paystack-secret'] });
    expect(await secret('BondSecret')).toEqual({ secrets: ['local-bond-secret'], ...LOCAL_BOND_KEYS });
    expect(await secret('BunceSecret')).toEqual({ secrets: [LOCAL_KEYS.test] });
  });

  it('shows the receiver of bond the simulator', async () => {
    const run = await started();
    await post(run, 'bond');
    await expect.poll(() => linesOf(run, 'BondReceiver')).toHaveLength(1);
    const { SETTINGS } = linesOf(run, 'BondReceiver')[0] ?? {};
    expect(JSON.parse(String(SETTINGS))).toMatchObject({ provider: { baseUrl: run.bond.url } });
  });

  it('leaves nothing behind when it stops', async () => {
    const run = await started();
    await post(run, 'paystack');
    await expect.poll(() => linesOf(run, 'PaystackReceiver')).toHaveLength(1);
    await run.stop();
    await expect(post(run, 'paystack')).rejects.toThrow('fetch failed');
    await expect(fetch(run.bunce.control)).rejects.toThrow('fetch failed');
    await expect(fetch(run.environment['AWS_ENDPOINT_URL_SQS'] ?? '')).rejects.toThrow('fetch failed');
  });

  it.each([
    ['PORT', (port: number) => ({ port })],
    ['BUNCE_PORT', (port: number) => ({ buncePort: port })],
  ])('says which port is in use and that %s moves it', async (variable, taking) => {
    const other = createServer();
    const port = Number(new URL(await listen(other)).port);
    onTestFinished(async () => close(other));
    await expect(startLocalRun({ project, assembly, ...taking(port) })).rejects.toThrow(new PortInUse(port, variable).message);
  });

  it('ends a start that is called off', async () => {
    await expect(startLocalRun({ project, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });
});
