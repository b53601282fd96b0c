import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { namesOf } from '../infra/names.ts';
import type { SecretContent } from '../shared/runtime/secrets.ts';
import { credentialsIn, type Needing } from '../local/console/providers.ts';
import { providerNamed } from './provider.ts';
import { deployedStack, isLocal, secretsClient, useAccount } from './aws.ts';
import { Failure } from './failure.ts';
import { secretInput } from './secret-input.ts';
import { weighed, writeSecret } from './secret-write.ts';
import { isTold, type StackOptions } from './stack-options.ts';
import { localTarget } from './target.ts';
import { UsageError } from './usage.ts';
import { command } from '../shared/runtime/command.ts';

export interface SetOptions extends StackOptions {
  readonly secretId?: string;
  readonly rotate?: boolean;
}

/** Writes what a provider signs with, or Bunce's key (`bunce`); says so without saying what. */
export async function setSecret(name: string, options: SetOptions): Promise<void> {
  const provider: Needing = name === 'bunce' ? {} : providerNamed(name, options.project());
  const place = await placeOf(name, options);
  const needed = place.isLocal ? {} : (provider.lookup?.credentials ?? {});
  process.stderr.write(`${place.where}\n`);
  const given = await secretInput(name, credentialsIn(provider, place));
  const weak = name === 'bunce' || given.secret === '' ? undefined : weighed(given.secret, providerNamed(name, options.project()));
  if (weak !== undefined) process.stderr.write(`warning: ${weak}\n`);
  const client = place.client();
  try {
    const { before, after } = await writeSecret(given, { client, id: place.id, rotate: options.rotate === true });
    process.stdout.write(`${summary(name, { before, after, needed: Object.keys(needed), ...place })}\n`);
  } catch (error) {
    throw error instanceof Error && '$metadata' in error ? new Failure(`Secrets Manager: ${error.name}: ${error.message}`) : error;
  } finally {
    client.destroy();
  }
}

interface Place {
  readonly where: string;
  readonly id: string;
  /** When whoever reads it knows it. */
  readonly known: string;
  /** There the samples' secret stays valid whatever is set, and look-ups go to simulators. */
  readonly isLocal: boolean;
  client(): SecretsManagerClient;
}

const LATER = 'the functions know within 5 minutes';

/** As told; else the local run while one is up; else by the output of the stack. */
async function placeOf(name: string, options: SetOptions): Promise<Place> {
  const { secret, outputs: named } = namesOf(name);
  useAccount(options);
  const inAws = { known: LATER, isLocal: false, client: secretsClient };
  if (options.secretId !== undefined) return { ...inAws, where: `secret ${options.secretId}`, id: options.secretId };
  if (!isTold(options) && isLocal()) return { ...inAws, where: 'local run', id: secret };
  const run = isTold(options) ? undefined : await localTarget(options.project());
  if (run && name === 'bunce')
    throw new UsageError(
      `the ${run.where} talks to Bunce's simulator, which needs no key of yours; for AWS: ${command('secrets set bunce --stage default')}`,
    );
  if (run) {
    const client = (): SecretsManagerClient => new SecretsManagerClient(run.clientOf('SECRETS_MANAGER'));
    return { where: run.where, id: secret, known: 'known at once, beside what the samples are signed with', isLocal: true, client };
  }
  const { stack, outputs } = await deployedStack(options);
  const id = outputs[named.secret];
  if (id === undefined) throw new Failure(`the stack ${stack} has no secret for ${name}: enable it in bunce-sync.config.ts and deploy`);
  return { ...inAws, where: `stack ${stack}`, id };
}

interface Change extends Pick<Place, 'known' | 'isLocal'> {
  readonly before: SecretContent;
  readonly after: SecretContent;
  readonly needed: readonly string[];
}

function summary(name: string, { before, after, needed, known, isLocal: isBeside }: Change): string {
  const [current] = before.secrets;
  const lacking = needed.filter((key) => !Object.hasOwn(after.credentials, key));
  const replaced = current !== undefined && !after.secrets.includes(current);
  return [
    `${name}: ${after.secrets.length === 2 ? 'the new secret and the previous one are' : 'the secret is'} set; ${known}`,
    ...(replaced && !isBeside ? ['what the old one signed is refused from then on; --rotate would keep it valid beside the new one'] : []),
    ...(lacking.length > 0 ? [`still missing: ${lacking.join(', ')}`] : []),
  ].join('\n');
}
