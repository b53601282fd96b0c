import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';

import { namesOf } from '../../infra/names.ts';
import type { Settled } from '../../shared/config/config.ts';
import { type SecretContent, secretKeeper } from '../../shared/runtime/secrets.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { secretsClient } from '../aws.ts';
import type { Outputs } from '../instances.ts';
import { asked, using } from './ask.ts';
import type { Counts } from './counts.ts';
import { type Finding, examined, green, red } from './finding.ts';
import { useOfBoth, useOfOne } from './use.ts';
import { command } from '../../shared/runtime/command.ts';

interface Stack {
  readonly providers: Readonly<Record<string, Provider>>;
  readonly outputs: Outputs;
  readonly flags: string;
  /** Those that are compared by themselves. */
  readonly reconcile?: Settled['reconcile'];
  /** Undefined where CloudWatch does not tell. */
  readonly counts: Counts | undefined;
}

/** Whether a secret holds what it should and, of a provider, which of its entries verified a webhook lately. */
export async function secretFindings(
  name: string,
  { providers, outputs, flags, counts, reconcile = {} }: Stack,
): Promise<readonly Finding[]> {
  const check = `secret of ${name}`;
  const secretId = outputs[namesOf(name).outputs.secret];
  if (secretId === undefined) return [red(check, { text: 'the stack has none', fix: 'deploy again' })];
  return examined(check, async () => {
    const { setAt, ...content } = await readSecret(secretId);
    const keysAt = providers[name]?.signature.keysAt;
    if (keysAt !== undefined && content.secrets.length === 0) return [green(check, `none is needed: its keys are those at ${keysAt}`)];
    const wanted = {
      ...providers[name]?.lookup?.credentials,
      ...(Object.hasOwn(reconcile, name) && providers[name]?.history?.credentials),
    };
    const text = lackOf(content, Object.keys(wanted));
    if (text !== undefined) return [red(check, { text, fix: command(`secrets set ${name}${flags}`) })];
    const previous = content.secrets.length - 1;
    const held = previous === 0 ? 'set' : `set, and ${previous} previous`;
    if (name === 'bunce' || !counts) return [green(check, held)];
    const use = (previous === 0 ? useOfOne : useOfBoth)({ provider: name, flags, setAt, now: Date.now(), counts });
    return [{ check, ...use, text: `${held}; ${use.text}` }];
  });
}

function lackOf({ secrets, credentials }: SecretContent, wanted: readonly string[]): string | undefined {
  if (secrets.length === 0) return 'it is empty';
  const lacking = wanted.filter((key) => !credentials[key]);
  return lacking.length > 0 ? `it lacks ${lacking.join(', ')}` : undefined;
}

/** A secret and when it was set. */
export async function readSecret(SecretId: string): Promise<SecretContent & { readonly setAt: number }> {
  return using(secretsClient(), async (client) => {
    const answer = client.send(new GetSecretValueCommand({ SecretId }));
    const { SecretString = '', CreatedDate } = await asked('secretsmanager:GetSecretValue', answer);
    const content = await secretKeeper({ read: async () => SecretString, now: () => new Date() })();
    return { ...content, setAt: CreatedDate?.getTime() ?? 0 };
  });
}
