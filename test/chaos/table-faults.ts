import * as z from 'zod/mini';

import { chance } from '../../local/load/chance.ts';
import type { Journal } from './journal.ts';
import type { Kills } from './kills.ts';
import type { Answer, Exchange, Handle, Outcome } from './proxy.ts';

export interface TableFaults {
  readonly journal: Journal;
  readonly kills: Kills;
}

const failed = (status: number, type: string): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: type, message: 'injected' }),
});
const BROKEN = failed(500, 'com.amazon.coral.service#InternalServerError');
const THROTTLED = failed(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException');

/** The SDK asks three times by itself. */
const ROUND = 3;

const Writes = z.object({ RequestItems: z.record(z.string(), z.array(z.unknown())) });

/** A DynamoDB that fails or throttles at times. */
export function tableFaults({ journal, kills }: TableFaults): Handle {
  const troubled = async (ask: Ask, exchange: Exchange): Promise<Outcome> => {
    const { key, operation } = ask;
    const attempt = journal.attempt(key);
    const once = journal.strikes('dynamodb', { key, attempt, rate: 0.005 });
    const felt = journal.strikes('dynamodb', { key: `round ${key}`, attempt: Math.ceil(attempt / ROUND), rate: 0.002 });
    if (!once && !felt) return taken(ask, exchange.forward());
    journal.inject('dynamodb');
    inDoubt(ask);
    const draw = chance(journal.seed, 'variant', key, felt ? 0 : attempt);
    if (draw < 0.25) return BROKEN;
    if (draw < 0.5) return THROTTLED;
    if (draw < 0.7) return 'cut';
    if (draw < 0.85 && operation === 'BatchWriteItem') return partly(ask, exchange);
    await taken(ask, exchange.forward());
    return 'cut';
  };

  /** A harness that does not know the ledger's keys would excuse everything. */
  const claimed = (entry: string): string => {
    const token = journal.triggers.get(entry);
    if (token === undefined) throw new Error(`no trigger is known by the ledger key ${entry}`);
    return token;
  };

  /** A claim that may be left behind, or one whose record fails. */
  const inDoubt = ({ operation, entries }: Ask): void => {
    for (const entry of entries) {
      const token = journal.open.get(entry);
      if (operation === 'PutItem') journal.leftBehind.add(claimed(entry));
      else if (token !== undefined && operation !== 'BatchGetItem') journal.ambiguous.add(token);
    }
  };

  /** A claim is open from the moment it is asked for, and closed by a record or a sure no. */
  const taken = async ({ operation, entries }: Ask, answering: Promise<Answer>): Promise<Answer> => {
    const claims = operation === 'PutItem' ? entries.filter((entry) => !journal.open.has(entry)) : [];
    for (const entry of claims) journal.open.set(entry, claimed(entry));
    const answer = await answering;
    const closed = answer.status === 200 ? (operation === 'PutItem' ? [] : entries) : claims;
    if (operation === 'BatchGetItem') return answer;
    for (const entry of closed) {
      journal.open.delete(entry);
      if (operation !== 'PutItem') journal.inFlight.delete(journal.triggers.get(entry) ?? '');
    }
    return answer;
  };

  /** Takes some of the items and leaves the others unprocessed. */
  const partly = async (ask: Ask, { asked, forward }: Exchange): Promise<Outcome> => {
    const { RequestItems } = Writes.parse(JSON.parse(asked.body));
    const [[table, items] = ['', []]] = Object.entries(RequestItems);
    const half = Math.ceil(items.length / 2);
    const answering = forward(JSON.stringify({ RequestItems: { [table]: items.slice(0, half) } }));
    if (half === items.length) return taken(ask, answering);
    const answer = await answering;
    if (answer.status !== 200) return answer;
    return { ...answer, body: JSON.stringify({ UnprocessedItems: { [table]: items.slice(half) } }) };
  };

  return async (exchange) => {
    const ask = askOf(exchange);
    const outcome = await kills.around(ask.key, async () => troubled(ask, exchange));
    if (exchange.gone()) inDoubt(ask);
    return outcome;
  };
}

interface Ask {
  readonly operation: string;
  readonly key: string;
  /** The ledger's keys that it touches. */
  readonly entries: readonly string[];
}

function askOf({ asked: { headers, body } }: Exchange): Ask {
  const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const keys = [...body.matchAll(/"pk":\{"S":"([^"]*)"/g)].map(([, key = '']) => key);
  const entries = keys.filter((key) => key.startsWith('ledger#'));
  return { operation, key: `${operation} ${keys.slice(0, 3).join(' ')}`, entries };
}
