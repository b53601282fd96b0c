import * as z from 'zod/mini';

import { lookupOf } from '../../shared/webhook/find.ts';
import type { History, HistoryRequest, PastWebhook } from '../../shared/webhook/history.ts';
import { Unavailable } from '../../shared/webhook/unavailable.ts';
import { command } from '../../shared/runtime/command.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { Failure } from '../failure.ts';
import { progress } from '../progress.ts';
import { askSecretly, interactive } from '../prompt.ts';
import { providerNamed } from '../provider.ts';
import { flagsOf, type StackOptions } from '../stack-options.ts';
import type { Stack } from '../stack.ts';
import { askerOf } from './api.ts';
import { type Compared, compare } from './compare.ts';

/** As commander gives them. */
export interface ReconcileOptions extends StackOptions {
  readonly provider: string;
  readonly since: Date;
  readonly apply?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly api?: string;
  readonly json?: boolean;
}

interface Asked {
  readonly options: ReconcileOptions;
  readonly history: History;
}

/** The provider's history, by what its secret and the config say, against a stack. */
export async function comparedWith(stack: Stack, { options, history }: Asked): Promise<Compared> {
  const provider = providerNamed(options.provider, stack.project);
  const settings = stack.settingsOf(provider.name);
  const secret = await stack.secretOf(provider.name);
  const credentials = await credentialsOf(secret, { options, history });
  const request = {
    since: options.since,
    secrets: secret.secrets,
    credentials,
    settings,
    get: askerOf({ provider: provider.name, baseUrl: baseUrl(settings, { options, history }) }),
  };
  return compare({
    stack,
    provider,
    since: options.since,
    now: new Date(),
    webhooks: webhooksOf(history, { request, name: provider.name }),
    find: lookupOf({ provider, settings, credentials: secret.credentials }),
    seen: counter(provider.name),
    show: (total) => ({ ...progress('looking through what is parked', total), interrupted: NEVER }),
  }).catch(unavailable);
}

/** What is held comes back by itself. */
const NEVER = new AbortController().signal;

/** Of a look-up. */
function unavailable(error: unknown): never {
  throw error instanceof Unavailable ? new Failure(error.message) : error;
}

async function* webhooksOf(history: History, { request, name }: Listing): AsyncGenerator<PastWebhook> {
  try {
    for await (const record of history.list(request)) yield* history.webhooks(record);
  } catch (error) {
    throw error instanceof z.core.$ZodError
      ? new Failure(`${name} answered, but not as its API does: is the base URL that of its API?`)
      : error;
  }
}

interface Listing {
  readonly request: HistoryRequest;
  /** As in messages. */
  readonly name: string;
}

/** Those that its secret lacks are asked for. */
async function credentialsOf({ credentials }: SecretContent, { options, history }: Asked): Promise<HistoryRequest['credentials']> {
  const all: Record<string, string> = { ...credentials };
  for (const [key, what] of Object.entries(history.credentials)) {
    if (all[key] === undefined && interactive()) all[key] = await askSecretly(`${key}: ${what}: `);
    if (!all[key])
      throw new Failure(
        `the secret of ${options.provider} lacks ${key}, ${what}: ${command(`secrets set ${options.provider}${flagsOf(options)}`)}`,
      );
  }
  return all;
}

function baseUrl({ baseUrl: configured }: HistoryRequest['settings'], { options, history }: Asked): string {
  const url = options.api ?? (typeof configured === 'string' ? configured : history.api);
  if (url === undefined)
    throw new Failure(`providers.${options.provider}.baseUrl is not set in bunce-sync.config.ts, and there is no --api`);
  return url;
}

/** A line on standard error for each thousand. */
function counter(name: string): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count % 1000 === 0) process.stderr.write(`${name}: ${count} read\n`);
  };
}
