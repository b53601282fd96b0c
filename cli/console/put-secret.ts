import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import type { Posts } from '../../local/console/protocol.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { using } from '../doctor/ask.ts';
import { refuseUnfit } from '../secret-input.ts';
import { weighed, type Written, writeSecret } from '../secret-write.ts';

export type Given = Posts['/api/providers/<name>/secret'];

interface Putting {
  readonly provider: Provider;
  readonly client: SecretsManagerClient;
  /** Name or ARN. */
  readonly id: string;
}

/** Writes what was typed into the page; says in words where it is weak. Throws a UsageError for what can be no secret. */
export async function putSecret(
  { secret, credentials = {} }: Given,
  { provider, client, id }: Putting,
): Promise<Written & { readonly weak: string | undefined }> {
  const given = { secret: secret.trim(), credentials };
  refuseUnfit(provider.name, given);
  const weak = given.secret === '' ? undefined : weighed(given.secret, provider);
  return { ...(await using(client, async () => writeSecret(given, { client, id, rotate: false }))), weak };
}
