import { print } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { mayBeLate } from '../late.ts';
import { providerNamed } from '../provider.ts';
import { type Stack, withStack } from '../stack.ts';
import { UsageError } from '../usage.ts';
import { type Applied, apply } from './apply.ts';
import { comparedWith, type ReconcileOptions } from './compared-with.ts';
import type { Compared } from '../../functions/reconcile/compare.ts';
import { reconciledText, rowOf, unseenText } from './text.ts';

export async function reconcile(options: ReconcileOptions): Promise<void> {
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

/** What has another id than its webhook had would be told twice, were it on the queue. */
async function appliedTo(
  stack: Stack,
  { options, compared: { missing, unseen } }: { readonly options: ReconcileOptions; readonly compared: Compared },
): Promise<Applied> {
  if (unseen > 0 && missing.some(({ isSameId }) => !isSameId))
    throw new Failure(
      `${unseen} on the queues could not be looked into, and ${options.provider} does not say which webhook told what: wait until the queue is empty`,
    );
  return apply(missing, { stack, mayBeLate: async (count) => options.yes === true || mayBeLate(count, 'Send') });
}
