import * as z from 'zod/mini';

import { pageKey } from '../../functions/consumer/state/ledger.ts';
import { chance } from '../../local/load/chance.ts';
import { copies, Sending } from './copies.ts';
import type { Journal } from './journal.ts';
import { tokenOfMessage } from './keys.ts';
import type { Kills } from './kills.ts';
import type { Answer, Exchange, Handle, Outcome } from './proxy.ts';
import type { Webhook } from './webhook.ts';

export interface QueueFaults {
  readonly journal: Journal;
  readonly kills: Kills;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  /** Key of an item in the ledger → token. */
  readonly ledger: Map<string, string>;
}

const Sent = z.object({ SequenceNumber: z.string() });
const Given = z.looseObject({ Messages: z.optional(z.array(z.looseObject({ Body: z.string(), ReceiptHandle: z.string() }))) });
const Deleting = z.looseObject({ Entries: z.array(z.object({ ReceiptHandle: z.string() })) });
const Told = z.looseObject({ id: z.string(), generation: z.int() });
const Asked = z.looseObject({ QueueUrl: z.string() });
const Named = z.looseObject({ id: z.optional(z.string()), email: z.optional(z.string()) });
const Received = z.looseObject({
  id: z.string(),
  commands: z.array(z.looseObject({ id: z.string(), command: z.looseObject({ customer: Named }) })),
});

const FAILED: Answer = {
  status: 500,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: 'com.amazonaws.sqs#InternalError', message: 'injected' }),
};

/** The SDK asks three times by itself: a trouble that shall be felt lasts as long. */
const ROUND = 3;

const isOfParked = ({ asked: { body } }: Exchange): boolean => Asked.parse(JSON.parse(body)).QueueUrl.includes('Parked');

const tokenIn = (body: string): string => tokenOfMessage(Told.parse(JSON.parse(body)).id, body) ?? '';

/** An SQS that fails at times. */
export function queueFaults({ journal, kills, webhooks, ledger }: QueueFaults): Handle {
  /** Receipt handle → token. */
  const given = new Map<string, string>();
  const copied = copies({ journal, webhooks });
  /** Token → the group that its receiver chose. */
  const groups = new Map<string, string>();

  /** Trouble, or the answer of the queue. */
  const troubled = async (
    key: string,
    { exchange, body, rate, fault = 'sqs' }: { exchange: Exchange; body: string; rate: number; fault?: 'sqs' | 'sqs-delete' },
  ): Promise<Outcome> => {
    const attempt = journal.attempt(key);
    const round = Math.ceil(attempt / ROUND);
    if (!journal.strikes(fault, { key, attempt: round, rate })) return exchange.forward(body);
    journal.inject(fault);
    const draw = chance(journal.seed, 'variant', key, round);
    if (draw < 0.4) return FAILED;
    if (draw < 0.7) await exchange.forward(body);
    return 'cut';
  };

  const sent = async (exchange: Exchange): Promise<Outcome> => {
    const asked = Sending.parse(JSON.parse(exchange.asked.body));
    const token = tokenIn(asked.MessageBody);
    if (!isOfParked(exchange) && Told.parse(JSON.parse(asked.MessageBody)).generation > 0) return exchange.forward();
    const parks = asked.QueueUrl.includes('Parked');
    const waits = !parks && (groups.get(token) ?? asked.MessageGroupId) !== asked.MessageGroupId;
    if (waits) journal.waited.add(token);
    const isReceived = !parks && !waits;
    if (isReceived) remember(token, asked);
    const body = JSON.stringify(isReceived ? copied(asked, token) : asked);
    const work = async (): Promise<Outcome> =>
      troubled(`sqs ${asked.QueueUrl} ${asked.MessageDeduplicationId}`, { exchange, body, rate: parks ? 0.5 : 0.02 });
    if (isReceived) return placed(token, await work());
    return kills.around({ stage: 'park' }, work);
  };

  const remember = (token: string, { MessageBody, MessageGroupId }: Sending): void => {
    groups.set(token, MessageGroupId);
    const { id: envelope, commands } = Received.parse(JSON.parse(MessageBody));
    for (const {
      id,
      command: { customer },
    } of commands)
      ledger.set(pageKey({ envelope, customer, command: id }), token);
  };

  const placed = (token: string, outcome: Outcome): Outcome => {
    if (typeof outcome === 'string' || outcome.status !== 200 || journal.places.has(token)) return outcome;
    journal.places.set(token, BigInt(Sent.parse(JSON.parse(outcome.body)).SequenceNumber));
    return outcome;
  };

  /** Whom an id alone is about, others may have yet to say. */
  const mayNotWait = (token: string): boolean => !webhooks.get(token)?.idOnly;

  const received = async (exchange: Exchange): Promise<Outcome> => {
    const answer = await exchange.forward();
    if (isOfParked(exchange)) return answer;
    const { Messages = [] } = answer.status === 200 ? Given.parse(JSON.parse(answer.body)) : {};
    for (const { Body, ReceiptHandle } of Messages) given.set(ReceiptHandle, tokenIn(Body));
    journal.spent.receives += Messages.length;
    for (const { Body } of Messages.filter((message) => mayNotWait(tokenIn(message.Body))))
      journal.spent.most = Math.max(journal.spent.most, journal.attempt(`receive ${Body}`));
    return answer;
  };

  const settled = (token: string): void => {
    journal.settled.add(token);
    journal.doubts.settled(token);
  };

  const deleted = async (exchange: Exchange): Promise<Outcome> => {
    const { Entries } = Deleting.parse(JSON.parse(exchange.asked.body));
    const tokens = Entries.flatMap(({ ReceiptHandle }) => given.get(ReceiptHandle) ?? []);
    const outcome = await troubled(`sqs delete ${tokens.join(' ')}`, {
      exchange,
      body: exchange.asked.body,
      rate: 0.01,
      fault: 'sqs-delete',
    });
    if (typeof outcome !== 'string' && outcome.status === 200) tokens.forEach(settled);
    return outcome;
  };

  return async (exchange) => {
    const operation = String(exchange.asked.headers['x-amz-target']).split('.').at(-1) ?? '';
    switch (operation) {
      case 'SendMessage':
        return sent(exchange);
      case 'ReceiveMessage':
        return received(exchange);
      case 'DeleteMessageBatch':
        return isOfParked(exchange) ? exchange.forward() : deleted(exchange);
      case 'ChangeMessageVisibility':
      case 'ChangeMessageVisibilityBatch': {
        const key = `sqs hide ${[...given].filter(([handle]) => exchange.asked.body.includes(handle)).map(([, token]) => token)[0]}`;
        return kills.around({ stage: 'hide' }, async () => troubled(key, { exchange, body: exchange.asked.body, rate: 0.01 }));
      }
      default:
        return exchange.forward();
    }
  };
}
