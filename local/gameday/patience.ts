import { setTimeout as pause } from 'node:timers/promises';

import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { CREDENTIALS, REGION } from '../lambda/environment.ts';
import { depth, queueClient } from '../depth.ts';
import type { LocalRun } from '../local-run.ts';

/** Milliseconds. */
const PATIENCE = 60_000;

/** Throws when that is not so within a minute. */
export async function patiently(done: () => Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (!(await done())) {
    if (Date.now() > until) throw new Error(`a minute went by, and not yet: ${what}`);
    await pause(200);
  }
}

/** Whether nothing waits to be delivered. */
export async function isEmpty(run: LocalRun): Promise<boolean> {
  const client = queueClient(run);
  const left = await depth(client, run.queues['Queue']?.url ?? '');
  client.destroy();
  return left === 0;
}

/** What a function knows of a secret it knows for five minutes; a new process knows nothing. */
export async function replaceSecret(
  { environment, functions }: LocalRun,
  { name, text }: { readonly name: string; readonly text: string },
) {
  const client = new SecretsManagerClient({
    endpoint: environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? '',
    region: REGION,
    credentials: CREDENTIALS,
  });
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
  await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
  client.destroy();
  await forget(functions);
  return SecretString;
}

/** Every process ends, and with it what it knew. */
export async function forget(functions: LocalRun['functions']): Promise<void> {
  for (const each of Object.values(functions)) each.kill();
  await patiently(async () => Object.values(functions).every((each) => each.pids().length === 0), 'every process has ended');
}
