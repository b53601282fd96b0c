import * as z from 'zod/mini';

import { pageKey } from '../../functions/consumer/state/ledger.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { chance } from '../../local/load/chance.ts';
import type { Journal } from './journal.ts';
import type { Kills } from './kills.ts';
import type { Answer, Exchange, Handle, Outcome } from './proxy.ts';
import { tokensIn, type Webhook } from '../../local/load/webhooks.ts';

export interface QueueFaults {
  readonly journal: Journal;
  readonly kills: Kills;
  readonly webhooks: ReadonlyMap<string, Webhook>;
}

const Sending = z.looseObject({
  QueueUrl: z.string(),
  MessageBody: z.string(),
  MessageGroupId: z.string(),
  MessageDeduplicationId: z.string(),
});
type Sending = z.infer<typeof Sending>;

const Sent = z.object({ SequenceNumber: z.string() });

const FAILED: Answer = {
  status: 500,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: 'com.amazonaws.sqs#InternalError', message: 'injected' }),
};

/** What the functions ask; all else is asked by Lambda's poller and by the run itself. */
const OF_CONSUMER = new Set(['ChangeMessageVisibility', 'ChangeMessageVisibilityBatch']);

/** The SDK asks three times by itself: a trouble that shall be felt lasts as long. */
const ROUND = 3;

/** An SQS that fails at times. */
export function queueFaults({ journal, kills, webhooks }: QueueFaults): Handle {
  /** Trouble, or the answer of the queue. */
  const troubled = async (key: string, { exchange, body, rate }: { exchange: Exchange; body: string; rate: number }): Promise<Outcome> => {
    const attempt = journal.attempt(key);
    const round = Math.ceil(attempt / ROUND);
    if (!journal.strikes('sqs', { key, attempt: round, rate })) return exchange.forward(body);
    journal.inject('sqs');
    const draw = chance(journal.seed, 'variant', key, round);
    if (draw < 0.4) return FAILED;
    if (draw < 0.7) await exchange.forward(body);
    return 'cut';
  };

  /** A redelivery that comes after SQS has forgotten the first. */
  const afterFiveMinutes = (sending: Sending, token: string): Sending => {
    const { copies } = webhooks.get(token) ?? {};
    if (copies === 'one' || copies === 'at-once' || !journal.places.has(token)) return sending;
    return { ...sending, MessageDeduplicationId: `${sending.MessageDeduplicationId.slice(0, 120)}~later` };
  };

  const sent = async (exchange: Exchange): Promise<Outcome> => {
    const asked = Sending.parse(JSON.parse(exchange.asked.body));
    const [token = ''] = tokensIn(asked.MessageBody);
    const parks = asked.QueueUrl.includes('Parked');
    const waits = asked.MessageGroupId.startsWith('wait/');
    if (waits) journal.waited.add(token);
    const received = !parks && !waits;
    if (received) {
      const { id: envelope, commands } = Envelope.parse(JSON.parse(asked.MessageBody));
      for (const { id, command } of commands)
        if (command.type === 'track-event') journal.triggers.set(pageKey({ envelope, customer: command.customer, command: id }), token);
    }
    const body = JSON.stringify(received ? afterFiveMinutes(asked, token) : asked);
    const work = async (): Promise<Outcome> =>
      troubled(`sqs ${asked.QueueUrl} ${asked.MessageDeduplicationId}`, { exchange, body, rate: parks ? 0.5 : 0.02 });
    if (received) return noted(token, { group: asked.MessageGroupId, outcome: await work() });
    return kills.around(`sqs ${asked.MessageDeduplicationId}`, work);
  };

  const noted = (token: string, { group, outcome }: { readonly group: string; readonly outcome: Outcome }): Outcome => {
    if (typeof outcome === 'string' || outcome.status !== 200 || journal.places.has(token)) return outcome;
    const { SequenceNumber } = Sent.parse(JSON.parse(outcome.body));
    journal.places.set(token, { group, sequence: BigInt(SequenceNumber) });
    return outcome;
  };

  return async (exchange) => {
    const operation = String(exchange.asked.headers['x-amz-target']).split('.').at(-1);
    if (operation === 'SendMessage') return sent(exchange);
    if (!OF_CONSUMER.has(operation ?? '')) return exchange.forward();
    const key = `sqs ${operation} ${tokensIn(exchange.asked.body).join(' ')}`;
    return kills.around(key, async () => troubled(key, { exchange, body: exchange.asked.body, rate: 0.01 }));
  };
}
