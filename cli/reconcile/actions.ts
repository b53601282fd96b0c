import { lookupOf } from '../../shared/webhook/find.ts';
import type { History, HistoryRequest, PastWebhook } from '../../shared/webhook/history.ts';
import { command } from '../../shared/runtime/command.ts';
import type { SecretContent } from '../../shared/runtime/secrets.ts';
import { print } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { askSecretly, confirm, interactive } from '../prompt.ts';
import { onTerminal } from '../parked/terminal.ts';
import { providerNamed } from '../provider.ts';
import { flagsOf, type StackOptions } from '../stack-options.ts';
import { type Stack, withStack } from '../stack.ts';
import { UsageError } from '../usage.ts';
import { askerOf } from './api.ts';
import { type Applied, apply } from './apply.ts';
import { type Compared, compare } from './compare.ts';
import { reconciledText, rowOf, unseenText } from './text.ts';

interface Options extends StackOptions {
  readonly provider: string;
  readonly since: Date;
  readonly apply?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly api?: string;
  readonly json?: boolean;
}

export async function reconcile(options: Options): Promise<void> {
  if (options.apply && options.dryRun) throw new UsageError('say either --apply or --dry-run');
  const { name, history } = providerNamed(options.provider, options.project());
  if (!history) throw new Failure(`${name} has no history that can be compared: its README says why`);
  const { compared, applied } = await withStack(options, async (stack) => {
    const compared = await comparedWith(stack, { options, history });
    if (compared.unseen > 0) process.stderr.write(`${unseenText(compared.unseen)}\n`);
    return { compared, applied: options.apply ? await appliedTo(stack, { options, compared }) : undefined };
  });
  const { counts, missing, unseen } = compared;
  const data = {
    provider: name,
    since: options.since.toISOString(),
    counts,
    missing: missing.map(rowOf),
    unseen,
    applied: applied ?? null,
  };
  print(options.json, { data, text: reconciledText({ ...compared, provider: name, applied }) });
  if (missing.length > (applied?.sent ?? 0)) process.exitCode = 1;
}

interface Asked {
  readonly options: Options;
  readonly history: History;
}

async function comparedWith(stack: Stack, { options, history }: Asked): Promise<Compared> {
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
    webhooks: webhooksOf(history, request),
    find: lookupOf({ provider, settings, credentials: secret.credentials }),
    seen: counter(provider.name),
    show: onTerminal('looking through what is parked'),
  });
}

async function* webhooksOf(history: History, request: HistoryRequest): AsyncGenerator<PastWebhook> {
  for await (const record of history.list(request)) yield* history.webhooks(record);
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

/** What has another id than its webhook had would be told twice, were it on the queue. */
async function appliedTo(
  stack: Stack,
  { options, compared: { missing, unseen } }: { readonly options: Options; readonly compared: Compared },
): Promise<Applied> {
  if (unseen > 0 && missing.some(({ isSameId }) => !isSameId))
    throw new Failure(
      `${unseen} on the queue could not be looked into, and ${options.provider} does not say which webhook told what: wait until the queue is empty`,
    );
  return apply(missing, { stack, mayBeLate: async (count) => options.yes === true || mayBeLate(count) });
}

const mayBeLate = async (count: number): Promise<boolean> =>
  interactive() && confirm(`${count} are older than the maxAge of their event, such as a "payment failed" of last week. Send them too?`);
