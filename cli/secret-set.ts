import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { namesOf } from '../infra/names.ts';
import { type SecretContent, secretReader } from '../shared/runtime/secrets.ts';
import { FEW_CHARACTERS, LEAST_CHARACTERS } from '../shared/webhook/secret.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { providerNamed } from './provider.ts';
import { UsageError } from './usage.ts';
import { deployedStack, isLocal, secretsClient, useAccount } from './aws.ts';
import { Failure } from './failure.ts';
import { type Given, secretInput } from './secret-input.ts';
import { isTold, type StackOptions } from './stack-options.ts';
import { localTarget } from './target.ts';

export interface SetOptions extends StackOptions {
  readonly secretId?: string;
  readonly rotate?: boolean;
}

/** Writes what a provider signs with, or Bunce's key (`bunce`); says so without saying what. */
export async function setSecret(name: string, options: SetOptions): Promise<void> {
  const needed = name === 'bunce' ? {} : (providerNamed(name, options.project()).lookup?.credentials ?? {});
  const place = await placeOf(name, options);
  process.stderr.write(`${place.where}\n`);
  const given = await secretInput(name, needed);
  if (name !== 'bunce' && given.secret !== '') weigh(given.secret, providerNamed(name, options.project()));
  const client = place.client();
  try {
    const before = await contentOf(client, place.id);
    const after = merged(before, { given, rotate: options.rotate === true });
    await client.send(
      new PutSecretValueCommand({ SecretId: place.id, SecretString: JSON.stringify({ ...after.credentials, secrets: after.secrets }) }),
    );
    process.stdout.write(`${summary(name, { before, after, needed: Object.keys(needed), ...place })}\n`);
  } catch (error) {
    throw error instanceof Error && '$metadata' in error ? new Failure(`Secrets Manager: ${error.name}: ${error.message}`) : error;
  } finally {
    client.destroy();
  }
}

/** Refuses what would verify nothing, or let everybody sign. */
function weigh(secret: string, { name, signature: { flawOf } }: Provider): void {
  const flaw = flawOf(secret, LEAST_CHARACTERS);
  if (flaw !== undefined) throw new UsageError(`nothing is changed, for this is no secret of ${name}: ${flaw}`);
  const weak = flawOf(secret, FEW_CHARACTERS);
  if (weak !== undefined) process.stderr.write(`warning: the secret is weak: ${weak}\n`);
}

interface Place {
  readonly where: string;
  readonly id: string;
  /** When whoever reads it knows it. */
  readonly known: string;
  /** The samples' secret stays valid whatever is set. */
  readonly beside: boolean;
  client(): SecretsManagerClient;
}

const LATER = 'the functions know within 5 minutes';

/** As told; else the local run while one is up; else by the output of the stack. */
async function placeOf(name: string, options: SetOptions): Promise<Place> {
  const { secret, outputs: named } = namesOf(name);
  useAccount(options);
  const inAws = { known: LATER, beside: false, client: secretsClient };
  if (options.secretId !== undefined) return { ...inAws, where: `secret ${options.secretId}`, id: options.secretId };
  if (!isTold(options) && isLocal()) return { ...inAws, where: 'local run', id: secret };
  const run = isTold(options) ? undefined : await localTarget(options.project());
  if (run) {
    const client = (): SecretsManagerClient => new SecretsManagerClient(run.clientOf('SECRETS_MANAGER'));
    return { where: run.where, id: secret, known: 'known at once, beside what the samples are signed with', beside: true, client };
  }
  const { stack, outputs } = await deployedStack(options);
  const id = outputs[named.secret];
  if (id === undefined) throw new Failure(`the stack ${stack} has no secret for ${name}: enable it in bunce-sync.config.ts and deploy`);
  return { ...inAws, where: `stack ${stack}`, id };
}

const NOTHING: SecretContent = { secrets: [], credentials: {} };

/** What cannot be used is not worth keeping. */
async function contentOf(client: SecretsManagerClient, secretId: string): Promise<SecretContent> {
  return secretReader({ client, secretId, now: () => new Date() })().catch((error: unknown) => {
    if (error instanceof TypeError) return NOTHING;
    throw error;
  });
}

function merged(before: SecretContent, { given, rotate }: { readonly given: Given; readonly rotate: boolean }): SecretContent {
  const credentials = { ...before.credentials, ...given.credentials };
  const [current] = before.secrets;
  if (given.secret === '' && rotate) throw new UsageError('--rotate needs the new secret');
  if (given.secret === '' || (rotate && given.secret === current)) return { secrets: before.secrets, credentials };
  return { secrets: [given.secret, ...(rotate && current !== undefined ? [current] : [])], credentials };
}

interface Change extends Pick<Place, 'known' | 'beside'> {
  readonly before: SecretContent;
  readonly after: SecretContent;
  readonly needed: readonly string[];
}

function summary(name: string, { before, after, needed, known, beside }: Change): string {
  const [current] = before.secrets;
  const lacking = needed.filter((key) => !Object.hasOwn(after.credentials, key));
  const replaced = current !== undefined && !after.secrets.includes(current);
  return [
    `${name}: ${after.secrets.length === 2 ? 'the new secret and the previous one are' : 'the secret is'} set; ${known}`,
    ...(replaced && !beside ? ['what the old one signed is refused from then on; --rotate would keep it valid beside the new one'] : []),
    ...(lacking.length > 0 ? [`still missing: ${lacking.join(', ')}`] : []),
  ].join('\n');
}
