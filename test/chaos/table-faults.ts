import { setTimeout as pause } from 'node:timers/promises';

import * as z from 'zod/mini';

import { chance } from '../../local/load/chance.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import type { Fault } from './faults.ts';
import { type Journal, schedule } from './journal.ts';
import type { Asking, Kills } from './kills.ts';
import type { Answer, Exchange, Handle, Outcome } from './proxy.ts';
import { metered } from './units.ts';

export interface TableFaults {
  readonly journal: Journal;
  readonly kills: Kills;
  readonly clocks: Clocks;
  /** Key of an item in the ledger → token; grows as webhooks are received. */
  readonly ledger: ReadonlyMap<string, string>;
}

const failed = (status: number, type: string): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: type, message: 'injected' }),
});
const BROKEN = failed(500, 'com.amazon.coral.service#InternalServerError');
const THROTTLED = failed(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException');

/** Where a moment of its own makes a difference: between alias and lease, and between the answer and its note. */
const SLOW: Partial<Record<Asking['stage'], Fault>> = { lease: 'lease-slow', note: 'note-slow' };

/** The SDK asks three times by itself. */
const ROUND = 3;

const Writes = z.object({ RequestItems: z.record(z.string(), z.array(z.unknown())) });

/** A DynamoDB that fails or throttles at times. */
export function tableFaults({ journal, kills, ledger, clocks }: TableFaults): Handle {
  let outageUntil = 0;
  const outage = schedule(journal, { fault: 'dynamodb-outage', least: 1, per: 3000 });
  // Several webhooks are noted together.
  const settlingOutage = schedule({ ...journal, webhooks: journal.webhooks / 8 }, { fault: 'settling-outage', least: 1, per: 3000 });

  const troubled = async (ask: Ask, exchange: Exchange): Promise<Outcome> => {
    const { key, operation } = ask;
    const attempt = journal.attempt(key);
    if (outage() || (ask.stage === 'note' && settlingOutage())) outageUntil = Date.now() + clocks.period * 1000;
    if (Date.now() < outageUntil) return BROKEN;
    if (journal.strikes('dynamodb-slow', { key, attempt, rate: 0.004 })) {
      journal.inject('dynamodb-slow');
      await pause(300 + 1200 * chance(journal.seed, 'slow', key, attempt));
    }
    const slow = SLOW[ask.stage];
    if (slow && journal.strikes(slow, { key, attempt, rate: 0.01 })) {
      journal.inject(slow);
      await pause(300 + 1200 * chance(journal.seed, 'slow', key, attempt));
    }
    if (journal.strikes('dynamodb-lost', { key, attempt, rate: 0.004 })) {
      journal.inject('dynamodb-lost');
      await metered(exchange, journal);
      return 'cut';
    }
    // The SDK's own repetitions fail too: the person stays leased until the invocation would have ended.
    if (ask.stage === 'release' && journal.strikes('release', { key, attempt: Math.ceil(attempt / ROUND), rate: 0.003 })) {
      journal.inject('release');
      return BROKEN;
    }
    const once = journal.strikes('dynamodb', { key, attempt, rate: 0.005 });
    const felt = journal.strikes('dynamodb', { key: `round ${key}`, attempt: Math.ceil(attempt / ROUND), rate: 0.002 });
    if (!once && !felt) return metered(exchange, journal);
    journal.inject('dynamodb');
    const draw = chance(journal.seed, 'variant', key, felt ? 0 : attempt);
    if (draw < 0.25) return BROKEN;
    if (draw < 0.5) return THROTTLED;
    if (draw < 0.7) return 'cut';
    if (draw < 0.85 && operation === 'BatchWriteItem') return partly(exchange, journal);
    await metered(exchange, journal);
    return 'cut';
  };

  return async (exchange) => {
    const ask = askOf(exchange);
    const tokensOf = (keys: readonly string[]) => new Set(keys.flatMap((key) => ledger.get(key) ?? []));
    const tokens = READS.has(ask.operation) ? [] : tokensOf(ask.keys);
    const noted = new Map([...tokens].map((token) => [token, journal.doubts.noting(token)]));
    const outcome = await kills.around(ask, async () => troubled(ask, exchange));
    const isTaken = typeof outcome !== 'string' && outcome.status === 200 && !exchange.gone();
    // A condition that fails is an answer too.
    const isAnswer = typeof outcome !== 'string' && outcome.body.includes('ConditionalCheckFailed');
    // What is left of a batch is asked for again: it stays open until then.
    if (isTaken) for (const token of tokensOf(keysIn(leftOf(outcome.body)))) noted.delete(token);
    if (!isAnswer) noted.forEach((tell) => tell(isTaken));
    return outcome;
  };
}

/** Takes some of the items and leaves the others unprocessed. */
async function partly(exchange: Exchange, journal: Journal): Promise<Outcome> {
  const { RequestItems } = Writes.parse(JSON.parse(exchange.asked.body));
  const [[table, items] = ['', []]] = Object.entries(RequestItems);
  const half = Math.ceil(items.length / 2);
  const answer = await metered(exchange, journal, JSON.stringify({ RequestItems: { [table]: items.slice(0, half) } }));
  if (answer.status !== 200 || half === items.length) return answer;
  return { ...answer, body: JSON.stringify({ UnprocessedItems: { [table]: items.slice(half) } }) };
}

const READS = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);

interface Ask extends Asking {
  readonly operation: string;
  readonly key: string;
  readonly keys: readonly string[];
}

function askOf({ asked: { headers, body } }: Exchange): Ask {
  const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const keys = keysIn(body);
  return { operation, keys, stage: stageOf(body, { operation, keys }), key: `${operation} ${keys.slice(0, 3).join(' ')}` };
}

const keysIn = (body: string): readonly string[] => [...body.matchAll(/"pk":\{"S":"([^"]*)"/g)].map(([, key = '']) => key);

/** What an answer says that it did not write. */
const leftOf = (body: string): string => body.slice(body.includes('"UnprocessedItems"') ? body.indexOf('"UnprocessedItems"') : body.length);

function stageOf(body: string, { operation, keys }: Pick<Ask, 'operation' | 'keys'>): Asking['stage'] {
  if (READS.has(operation)) return 'other';
  const removes = body.includes('REMOVE');
  const [kind = ''] = keys[0]?.split('#') ?? [];
  switch (kind) {
    case 'alias':
      return 'alias';
    case 'person':
      return removes ? 'release' : 'lease';
    case 'ledger':
      if (operation === 'BatchWriteItem') return 'note';
      return !removes && body.includes('"S":"s|') ? 'sending' : 'other';
    default:
      return 'other';
  }
}
