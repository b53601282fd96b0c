import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

import { type Log, voice } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { receiverPorts } from './receiver-ports.ts';
import { accept, type Outcome } from './accept.ts';
import { diagnose } from './diagnose.ts';
import type { Provider } from './provider.ts';
import { requestFrom } from './request.ts';
import { respond } from './respond.ts';
import { configured } from './selection.ts';

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The Lambda handler of one provider, as the config wants it. */
export function receiver(served: Provider): Handler {
  const { ports, settings, name } = receiverPorts();
  const provider = configured(served, { name, selection: settings.selection });
  const { log, metrics, flush } = voice(provider.name);
  return async (event) => {
    const outcome = await accept({ provider, request: requestFrom(event), settings, ports });
    report(outcome, { provider, log, metrics });
    flush();
    return respond(outcome);
  };
}

interface Reporting {
  readonly provider: Pick<Provider, 'name' | 'signature'>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Counts and logs what became of a webhook, without a value of it. */
export function report(outcome: Outcome, { provider: { name: provider, signature }, log, metrics }: Reporting): void {
  const unread = unreadIn(outcome);
  countOutcome(outcome, { provider, metrics, unread });
  switch (outcome.kind) {
    case 'accepted':
      return log.info('accepted', {
        correlation_id: outcome.id,
        type: outcome.type,
        mode: outcome.mode,
        commands: outcome.commands.length,
        ...(outcome.unreadable > 0 && { parked_entries: outcome.unreadable }),
        ...(unread.length > 0 && { unread: unread.join(',') }),
      });
    case 'ignored':
      return log.info('ignored', { type: outcome.type, why: outcome.why });
    case 'refused':
      return log.warn('refused', { verdict: outcome.verdict, guess: diagnose(outcome.verdict, signature) });
    case 'unreadable':
      return log.error('unreadable: parked with its raw body', { correlation_id: outcome.id, type: outcome.type, cause: outcome.cause });
    case 'oversized':
      return log.error('refused: the body is over the limit', { bytes: outcome.bytes });
    case 'unavailable':
      return log.error('not taken: the provider is asked to retry', { what: outcome.what, cause: outcome.cause });
  }
}

interface Counting {
  readonly provider: string;
  readonly metrics: Metrics;
  readonly unread: readonly string[];
}

/** What alarms watch is counted so that no stranger can raise it: who has no signature, or none of the form, is a refused webhook and nothing else. */
function countOutcome(outcome: Outcome, { provider, metrics, unread }: Counting): void {
  metrics.count('webhooks', { provider, outcome: outcome.kind });
  if ('verifiedBy' in outcome) metrics.count('trusted', { provider });
  if ('verifiedBy' in outcome && outcome.verifiedBy === 'previous') metrics.count('verified', { provider, secret: outcome.verifiedBy });
  if (isMistrusted(outcome)) metrics.count('mistrusted', { provider });
  if (isUntaken(outcome)) metrics.count('untaken');
  for (const field of unread) metrics.count('unread', { provider, field });
  if (outcome.kind === 'ignored' && outcome.why === 'nobody') metrics.count('nobody', { provider });
  if (isTest(outcome)) metrics.count('testEvents', { provider });
}

/** It has the form of a signature, and no secret of ours makes it. */
const isMistrusted = (outcome: Outcome): boolean =>
  outcome.kind === 'refused' && (outcome.verdict === 'mismatch' || outcome.verdict === 'stale');

/** Ours to mend; what nobody has set up yet is not. */
const BROKEN: ReadonlySet<string> = new Set(['secret', 'lookup', 'queue']);

/** Probably genuine, and not taken all the same. */
const isUntaken = (outcome: Outcome): boolean =>
  outcome.kind === 'oversized' ? outcome.claimed : outcome.kind === 'unavailable' && BROKEN.has(outcome.what);

/** The names of what was left out of the commands, for it could not be read. */
const unreadIn = (outcome: Outcome): readonly string[] =>
  outcome.kind === 'accepted' ? outcome.commands.flatMap(({ unread = [] }) => unread) : [];

const isTest = (outcome: Outcome): boolean =>
  outcome.kind === 'accepted' ? outcome.mode === 'test' : outcome.kind === 'ignored' && outcome.why === 'test';
