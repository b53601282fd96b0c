import type { Command } from '../../shared/bunce/command.ts';
import type { Parked, Reason } from '../../shared/queue/parked.ts';
import { unpackBody } from '../../shared/queue/parked.ts';
import type { Journal } from './journal.ts';
import type { BunceLog, Done } from './log.ts';
import { outOfOrder, overwritten, repeated } from './sequence.ts';
import { tokensIn, type Webhook } from '../../local/load/webhooks.ts';

/** The run's table. Lists hold tokens, so that a failure can be looked at. */
export interface Findings {
  readonly sent: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly parked: Readonly<Partial<Record<Reason, number>>>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly doubledByAmbiguity: readonly string[];
  readonly orderBroken: readonly string[];
  readonly healthyParked: readonly string[];
  readonly staleOverwritten: readonly string[];
  readonly callsPerWebhook: number;
  readonly lockOuts: number;
}

export interface Evidence {
  readonly webhooks: readonly Webhook[];
  readonly journal: Journal;
  readonly log: BunceLog;
  readonly parked: readonly Parked[];
  readonly onAmbiguous: 'retry' | 'park';
}

export function reconcile(evidence: Evidence): Findings {
  const { webhooks, journal, log, parked } = evidence;
  const accepted = webhooks.filter(({ token }) => journal.accepted.has(token));
  const byToken = new Map(webhooks.map((webhook) => [webhook.token, webhook]));
  const parkedSteps = new Set(parked.flatMap(stepsOf));
  const done = indexed({ log, byToken });
  const lost = accepted.flatMap((webhook) => unsettled(webhook, { done, parkedSteps }).map((step) => `${webhook.token} ${step}`));
  const twice = repeated(log.done);
  return {
    sent: webhooks.length,
    accepted: accepted.length,
    delivered: accepted.filter((webhook) => unsettled(webhook, { done, parkedSteps: new Set() }).length === 0).length,
    parked: counted(parked),
    lost,
    doubled: twice.filter((token) => !journal.ambiguous.has(token)),
    doubledByAmbiguity: twice.filter((token) => journal.ambiguous.has(token)),
    orderBroken: outOfOrder(log.done, { journal, parked: new Set(parked.flatMap(tokensOf)) }),
    healthyParked: parked
      .filter((message) => !deserved(message, evidence))
      .flatMap((message) => tokensOf(message).map((token) => `${token} ${message.reason}`)),
    staleOverwritten: overwritten(log.done, byToken),
    callsPerWebhook: log.calls / accepted.length,
    lockOuts: log.lockOuts,
  };
}

const tokensOf = ({ id, raw }: Parked): readonly string[] => tokensIn(raw ? unpackBody(raw.body).toString() : id).slice(0, 1);

/** `<token> <type of the command>`, for no webhook here has two of a type; `<token> all` when the webhook could not be read. */
function stepsOf(message: Parked): readonly string[] {
  const commands = message.envelope?.commands;
  return commands
    ? commands.map(({ id, command }) => `${tokensIn(id)[0]} ${command.type}`)
    : tokensOf(message).map((token) => `${token} all`);
}

function counted(parked: readonly Parked[]): Findings['parked'] {
  const counts: Partial<Record<Reason, number>> = {};
  for (const { reason } of parked) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** The newest event of a person whose step Bunce did: an older one that is skipped was superseded. */
interface Indexed {
  readonly tokens: Readonly<Record<Done['step'], ReadonlySet<string>>>;
  readonly newest: ReadonlyMap<string, number>;
}

const subjectOf = (step: Done['step'], { person, kind }: Webhook): string =>
  step === 'profile' ? `profile ${person}` : `${kind === 'sign-up' ? 'sign-up' : 'purchase'} ${person}`;

function indexed({ log, byToken }: { readonly log: BunceLog; readonly byToken: ReadonlyMap<string, Webhook> }): Indexed {
  const tokens = { trigger: new Set<string>(), attributes: new Set<string>(), profile: new Set<string>() };
  const newest = new Map<string, number>();
  for (const { token, step } of log.done) {
    tokens[step].add(token);
    const webhook = byToken.get(token);
    if (!webhook || step === 'trigger') continue;
    const subject = subjectOf(step, webhook);
    newest.set(subject, Math.max(newest.get(subject) ?? 0, webhook.at));
  }
  return { tokens, newest };
}

/** What each webhook asks of Bunce: step and the command that holds it. */
const STEPS: Readonly<Record<Webhook['kind'], readonly (readonly [Done['step'], Command['type']])[]>> = {
  'sign-up': [
    ['profile', 'upsert-customer'],
    ['trigger', 'track-event'],
    ['attributes', 'track-event'],
  ],
  update: [
    ['profile', 'upsert-customer'],
    ['trigger', 'track-event'],
  ],
  purchase: [
    ['trigger', 'track-event'],
    ['attributes', 'track-event'],
  ],
  request: [
    ['trigger', 'track-event'],
    ['attributes', 'track-event'],
  ],
  stranger: [['trigger', 'track-event']],
  unreadable: [['trigger', 'track-event']],
  'not-json': [['trigger', 'track-event']],
};

interface Settled {
  readonly done: Indexed;
  readonly parkedSteps: ReadonlySet<string>;
}

/** The steps that were neither done, nor superseded by a newer one, nor parked. */
function unsettled(webhook: Webhook, { done, parkedSteps }: Settled): readonly Done['step'][] {
  const { token, at, kind } = webhook;
  if (parkedSteps.has(`${token} all`)) return [];
  const open = STEPS[kind].filter(([step, command]) => {
    if (done.tokens[step].has(token) || parkedSteps.has(`${token} ${command}`)) return false;
    return step === 'trigger' || (done.newest.get(subjectOf(step, webhook)) ?? 0) <= at;
  });
  return open.map(([step]) => step);
}

/** Poison, what the harness broke for good, and doubt that it made itself where the policy is to park it. */
function deserved(message: Parked, { journal, onAmbiguous, webhooks }: Evidence): boolean {
  const [token = ''] = tokensOf(message);
  const kind = webhooks.find((webhook) => webhook.token === token)?.kind;
  if (kind === 'stranger') return message.reason === 'unknown-customer';
  if (kind === 'unreadable' || kind === 'not-json') return message.reason === 'unreadable';
  if (message.reason === 'ambiguous') return onAmbiguous === 'park' && (journal.ambiguous.has(token) || journal.leftBehind.has(token));
  return message.reason === 'rejected' && journal.permanent.has(token);
}
