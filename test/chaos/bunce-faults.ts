import { setTimeout as pause } from 'node:timers/promises';

import * as z from 'zod/mini';

import { chance } from '../../local/load/chance.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import type { Fault } from './faults.ts';
import { type Journal, schedule } from './journal.ts';
import type { Kills } from './kills.ts';
import type { Answer, Asked, Exchange, Handle, Outcome } from './proxy.ts';
import { tokenAt, tokensIn } from '../../local/load/webhooks.ts';

export interface BunceFaults {
  readonly journal: Journal;
  readonly clocks: Clocks;
  readonly kills: Kills;
}

/** Share of calls that each of these befalls. */
const RATES: readonly (readonly [Fault, number])[] = [
  ['500', 0.01],
  ['502', 0.01],
  ['503', 0.01],
  ['504', 0.01],
  ['slow', 0.015],
  ['cut-before', 0.01],
  ['cut-after', 0.01],
];

const refusal = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ success: false, message }) });

/** A Bunce with bad days, in front of the simulator. */
export function bunceFaults({ journal, clocks, kills }: BunceFaults): Handle {
  let lockedUntil = 0;
  let wrongKeyUntil = 0;
  let outageUntil = journal.strikes('outage', { key: 'outage', attempt: 1, rate: 1 }) ? Number.POSITIVE_INFINITY : 0;
  let calls = 0;
  const wrongKey = schedule(journal, { fault: 'wrong-key', least: 1, per: 3000 });
  const lockOut = schedule(journal, { fault: 'lock-out', least: 1, per: 1000 });
  const garbage = schedule(journal, { fault: 'garbage', least: 1, per: 1000 });

  /** What strikes everybody for a while. */
  const general = ({ key, attempt }: Call): Answer | 'cut' | undefined => {
    const now = Date.now();
    calls += 1;
    if (outageUntil === Number.POSITIVE_INFINITY && calls > 20) {
      journal.inject('outage');
      outageUntil = now + clocks.period * 1000;
    }
    if (now < outageUntil && outageUntil !== Number.POSITIVE_INFINITY)
      return chance(journal.seed, 'outage', key, attempt) < 0.5 ? 'cut' : refusal(503, 'Service Unavailable');
    if (wrongKey()) wrongKeyUntil = now + clocks.period * 1000;
    if (now < wrongKeyUntil) return refusal(401, 'Unauthenticated');
    if (lockOut()) lockedUntil = now + clocks.limit.lockOutSeconds * 1000;
    if (now >= lockedUntil) return undefined;
    const after = { 'retry-after': String(Math.ceil((lockedUntil - now) / 1000)) };
    return { ...refusal(429, 'You have reached maximum request limit.'), headers: after };
  };

  const struck = async (call: Call, exchange: Exchange): Promise<Outcome> => {
    if (garbage()) return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"success":tru<html>Not Bunce</html>' };
    const [fault] = RATES.find(([name, rate]) => journal.strikes(name, { ...call, rate })) ?? [];
    if (fault !== undefined) journal.inject(fault);
    return fault === undefined ? exchange.forward() : broken(fault, { call, exchange });
  };

  const broken = async (fault: Fault, { call, exchange }: { readonly call: Call; readonly exchange: Exchange }): Promise<Outcome> => {
    const draw = chance(journal.seed, 'variant', call.key, call.attempt);
    if (['502', '504', 'cut-before', 'cut-after'].includes(fault)) for (const token of call.tokens) journal.ambiguous.add(token);
    if (fault === 'slow') await pause(50 + draw * 600);
    if (fault === 'slow' || fault === 'cut-after' || ((fault === '502' || fault === '504') && draw < 0.5)) {
      const answer = await exchange.forward();
      if (fault === 'slow') return answer;
      if (fault === 'cut-after') return draw < 0.05 ? 'silence' : 'cut';
    }
    return fault === 'cut-before' ? 'cut' : refusal(Number(fault), `Fault ${fault}`);
  };

  return async (exchange) => {
    const call = callOf(exchange.asked, journal);
    if (call.trigger !== undefined) journal.inFlight.add(call.trigger);
    const everybody = general(call);
    if (everybody) {
      if (everybody === 'cut') for (const token of call.tokens) journal.ambiguous.add(token);
      return everybody;
    }
    const permanent = await forGood(call, { exchange, journal });
    if (permanent) return permanent;
    const outcome = await kills.around(`bunce ${call.key}`, async () => struck(call, exchange));
    if (exchange.gone()) for (const token of call.tokens) journal.ambiguous.add(token);
    exchange.whenLeft(() => {
      for (const token of call.tokens) if (journal.inFlight.has(token)) journal.ambiguous.add(token);
    });
    return outcome;
  };
}

interface Call {
  readonly key: string;
  readonly attempt: number;
  readonly tokens: readonly string[];
  /** The token of the one trigger it fires. */
  readonly trigger?: string | undefined;
}

function callOf({ method, path, body }: Asked, journal: Journal): Call {
  const tokens = [...new Set(tokensIn(body))];
  const key = `${method} ${path} ${tokens.join(' ')}`;
  const trigger = path.endsWith('/events/trigger') ? tokens[0] : undefined;
  return { key, tokens: trigger === undefined ? [] : [trigger], trigger, attempt: journal.attempt(key) };
}

/** Bunce refuses some for good: a whole trigger, or rows of attributes in an answer that says 200. */
async function forGood({ trigger }: Call, { exchange, journal }: { exchange: Exchange; journal: Journal }): Promise<Answer | undefined> {
  if (trigger !== undefined) {
    if (!journal.strikes('refused', { key: trigger, attempt: 1, rate: 0.008 })) return undefined;
    journal.permanent.add(trigger);
    journal.inject('refused');
    return refusal(422, 'The payload is not acceptable.');
  }
  return exchange.asked.path.endsWith('/attributes/customers') ? withRowErrors(exchange, journal) : undefined;
}

const Rows = z.object({ attributes: z.array(z.looseObject({ value: z.string() })) });
const Saved = z.looseObject({ data: z.looseObject({ errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) }) });

export const tokenOfValue = (value: string): string => (value.includes('T') ? tokenAt(value) : value);

async function withRowErrors({ asked, forward }: Exchange, journal: Journal): Promise<Answer | undefined> {
  const { attributes } = Rows.parse(JSON.parse(asked.body));
  const isBad = ({ value }: { readonly value: string }): boolean =>
    journal.strikes('row-errors', { key: tokenOfValue(value), attempt: 1, rate: 0.006 });
  if (!attributes.some(isBad)) return undefined;
  for (const row of attributes.filter(isBad)) journal.permanent.add(tokenOfValue(row.value));
  journal.inject('row-errors');
  const kept = [...attributes.entries()].filter(([, row]) => !isBad(row));
  const answer = await forward(JSON.stringify({ attributes: kept.map(([, row]) => row) }));
  if (answer.status !== 200) return answer;
  const saved = Saved.parse(JSON.parse(answer.body));
  const others = Object.entries(saved.data.errors).map(([index, text]) => [String(kept[Number(index)]?.[0]), text]);
  const bad = [...attributes.entries()].flatMap(([index, row]) =>
    isBad(row) ? [[String(index), 'The attribute is not acceptable.']] : [],
  );
  return { ...answer, body: JSON.stringify({ ...saved, data: { ...saved.data, errors: Object.fromEntries([...others, ...bad]) } }) };
}
