import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';

/** Milliseconds a secret is kept: a rotated one is known everywhere after this. */
export const SECRET_TTL = 5 * 60 * 1000;

const SecretValue = z.catchall(z.object({ secrets: z.array(z.string().check(z.minLength(1))) }), z.string());

/** What a secret of the stack holds: keys or signing secrets, newest first, and named credentials. */
export interface SecretContent {
  readonly secrets: readonly string[];
  readonly credentials: Readonly<Record<string, string>>;
}

export interface SecretSource {
  /** The text of the secret, as Secrets Manager has it now. */
  readonly read: () => Promise<string>;
  readonly now: () => Date;
}

/** Keeps a secret for five minutes. Throws when it cannot be read or is not in the stack's form. */
export function secretKeeper({ read, now }: SecretSource): () => Promise<SecretContent> {
  let kept: { readonly until: number; readonly content: Promise<SecretContent> } | undefined;
  return async () => {
    const at = now().getTime();
    if (!kept || at >= kept.until) {
      const content = read().then(contentOf);
      kept = { until: at + SECRET_TTL, content };
      content.catch(() => (kept = undefined));
    }
    return kept.content;
  };
}

export interface NamedSecret {
  readonly client: Pick<SecretsManagerClient, 'send'>;
  readonly secretId: string;
  readonly now: () => Date;
}

/** The same over the SDK. */
export const secretReader = ({ client, secretId, now }: NamedSecret): (() => Promise<SecretContent>) =>
  secretKeeper({ read: async () => (await client.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString ?? '', now });

function contentOf(text: string): SecretContent {
  const { secrets, ...credentials } = parsed(text);
  return { secrets, credentials };
}

/** The parse error of a secret would quote it: a plain one takes its place. */
function parsed(text: string): z.infer<typeof SecretValue> {
  try {
    return SecretValue.parse(JSON.parse(text));
  } catch {
    throw new TypeError('the secret is not of the form {"secrets":["…"]}');
  }
}
