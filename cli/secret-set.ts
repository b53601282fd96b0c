import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

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

export interface SetOptions extends StackOptions {
  readonly secretId?: string;
  readonly rotate?: boolean;
}

/** Writes what a provider signs with, or Bunce's key (`bunce`); says so without saying what. */
export async function setSecret(name: string, options: SetOptions): Promise<void> {
  const needed = name === 'bunce' ? {} : (providerNamed(name, options.project()).lookup?.credentials ?? {});
  const id = await secretIdOf(name, options);
  const given = await secretInput(name, needed);
  if (name !== 'bunce' && given.secret !== '') weigh(given.secret, providerNamed(name, options.project()));
  const client = secretsClient();
  try {
    const before = await contentOf(client, id);
    const after = merged(before, { given, rotate: options.rotate === true });
    await client.send(
      new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify({ ...after.credentials, secrets: after.secrets }) }),
    );
    process.stdout.write(`${summary(name, { before, after, needed: Object.keys(needed) })}\n`);
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

/** As told; in the local run by the name it has there; else by the output of the stack. */
async function secretIdOf(name: string, options: SetOptions): Promise<string> {
  const names = namesOf(name);
  useAccount(options);
  if (options.secretId !== undefined) return options.secretId;
  if (!isTold(options) && isLocal()) return names.secret;
  const { stack, outputs } = await deployedStack(options);
  const id = outputs[names.outputs.secret];
  if (id === undefined) throw new Failure(`the stack ${stack} has no secret for ${name}: enable it in bunce-sync.config.ts and deploy`);
  return id;
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

interface Change {
  readonly before: SecretContent;
  readonly after: SecretContent;
  readonly needed: readonly string[];
}

function summary(name: string, { before, after, needed }: Change): string {
  const [current] = before.secrets;
  const lacking = needed.filter((key) => !Object.hasOwn(after.credentials, key));
  const replaced = current !== undefined && !after.secrets.includes(current);
  return [
    `${name}: ${after.secrets.length === 2 ? 'the new secret and the previous one are' : 'the secret is'} set; the functions know within 5 minutes`,
    ...(replaced ? ['what the old one signed is refused from then on; --rotate would keep it valid beside the new one'] : []),
    ...(lacking.length > 0 ? [`still missing: ${lacking.join(', ')}`] : []),
  ].join('\n');
}
