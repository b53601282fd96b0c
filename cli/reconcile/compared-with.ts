import { occasionsIn } from '../../functions/consumer/state/ledger-pages.ts';
import { type Compared, compare } from '../../functions/reconcile/compare.ts';
import { apiOf, type Asked, HistoryError, pastWebhooks } from '../../functions/reconcile/history-api.ts';
import { parkedIn } from '../../functions/reconcile/known.ts';
import { command } from '../../shared/runtime/command.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { lookupOf } from '../../shared/webhook/find.ts';
import type { History } from '../../shared/webhook/history.ts';
import { Unavailable } from '../../shared/webhook/unavailable.ts';
import { Failure } from '../failure.ts';
import { progress } from '../progress.ts';
import { askSecretly, interactive } from '../prompt.ts';
import { providerNamed } from '../provider.ts';
import { safeUrl } from '../safe-url.ts';
import { flagsOf, type StackOptions } from '../stack-options.ts';
import type { Stack } from '../stack.ts';
import { queuedIn } from './queued.ts';

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

interface Asking {
  readonly options: ReconcileOptions;
  readonly history: History;
}

/** The provider's history, by what its secret and the config say, against a stack. */
export async function comparedWith(stack: Stack, { options, history }: Asking): Promise<Compared> {
  const provider = providerNamed(options.provider, stack.project);
  const settings = stack.settingsOf(provider.name);
  const secret = await stack.secretOf(provider.name);
  const { since } = options;
  const asked = { since, settings, secrets: secret.secrets, credentials: await credentialsOf(secret, { options, history }) };
  const api = { provider: provider.name, baseUrl: baseUrl(settings, { options, history }) };
  return compare({
    stack,
    ledger: stack.ledger,
    known: async () => occasionsIn(stack.ledger.items()),
    provider,
    since,
    now: new Date(),
    webhooks: pastWebhooks(history, { api, asked }),
    find: lookupOf({ provider, settings, credentials: secret.credentials }),
    seen: counter(provider.name),
    queued: async () => queuedIn(stack.queue),
    parked: async () =>
      parkedIn({
        ...stack,
        providers: { [provider.name]: provider },
        show: (total) => ({ ...progress('looking through what is parked', total), interrupted: NEVER }),
      }),
  }).catch(failed);
}

/** What is held comes back by itself. */
const NEVER = new AbortController().signal;

/** What a user can mend. */
function failed(error: unknown): never {
  throw error instanceof HistoryError || error instanceof Unavailable ? new Failure(error.message) : error;
}

/** Those that its secret lacks are asked for. */
async function credentialsOf({ credentials }: SecretContent, { options, history }: Asking): Promise<Asked['credentials']> {
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

function baseUrl(settings: Asked['settings'], { options, history }: Asking): string {
  const url = options.api ?? apiOf(history, settings);
  if (url === undefined)
    throw new Failure(`providers.${options.provider}.baseUrl is not set in bunce-sync.config.ts, and there is no --api`);
  return safeUrl(url);
}

/** A line on standard error for each thousand. */
function counter(name: string): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count % 1000 === 0) process.stderr.write(`${name}: ${count} read\n`);
  };
}
