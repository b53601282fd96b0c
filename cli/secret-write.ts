import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { type SecretContent, secretReader } from '../shared/runtime/secrets.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { FEW_CHARACTERS, LEAST_CHARACTERS } from '../shared/webhook/secret.ts';
import type { Given } from './secret-input.ts';
import { UsageError } from './usage.ts';

interface Writing {
  readonly client: SecretsManagerClient;
  /** Name or ARN. */
  readonly id: string;
  /** Keeps the current one beside the new one. */
  readonly rotate: boolean;
}

export interface Written {
  readonly before: SecretContent;
  readonly after: SecretContent;
}

/** Puts what is given in the place of what is there, or beside it. */
export async function writeSecret(given: Given, { client, id, rotate }: Writing): Promise<Written> {
  const before = await contentOf(client, id);
  const after = merged(before, { given, rotate });
  const SecretString = JSON.stringify({ ...after.credentials, secrets: after.secrets });
  await client.send(new PutSecretValueCommand({ SecretId: id, SecretString }));
  return { before, after };
}

/** Refuses what would verify nothing, or let everybody sign; says in words that a secret is weak. */
export function weighed(secret: string, { name, signature: { flawOf } }: Provider): string | undefined {
  const flaw = flawOf(secret, LEAST_CHARACTERS);
  if (flaw !== undefined) throw new UsageError(`nothing is changed, for this is no secret of ${name}: ${flaw}`);
  const weak = flawOf(secret, FEW_CHARACTERS);
  return weak && `the secret is weak: ${weak}`;
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
