import { setTimeout as pause } from 'node:timers/promises';

import { type Call, callOf } from './bunce-call.ts';
import { chance } from '../../local/load/chance.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import type { Fault } from './faults.ts';
import { type Journal, schedule } from './journal.ts';
import { keysIn, tokenOfKey } from './keys.ts';
import type { Kills } from './kills.ts';
import { ODD_FAULTS, oddAnswer, oddRetryAfter } from './odd-answers.ts';
import type { Answer, Exchange, Handle, Outcome } from './proxy.ts';
import { withRowErrors } from './row-errors.ts';
import type { Webhook } from './webhook.ts';

export interface BunceFaults {
  readonly journal: Journal;
  readonly clocks: Clocks;
  readonly kills: Kills;
  readonly webhooks: ReadonlyMap<string, Webhook>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Share of calls that each of these befalls. */
const RATES: readonly (readonly [Fault, number])[] = [
  ['500', 0.01],
  ['502', 0.01],
  ['503', 0.01],
  ['504', 0.01],
  ['slow', 0.015],
  ['cut-before', 0.01],
  ['cut-after', 0.01],
  ...ODD_FAULTS,
];

const REFUSALS = ['refused', 'refused-once', 'success-false'] as const satisfies readonly Fault[];
type Refusal = (typeof REFUSALS)[number];

/** How often Bunce is troubled by a stubborn one. */
const STUBBORN = 5;

/** Bunce surely did it, or surely did not. */
const SURE: ReadonlySet<Fault> = new Set<Fault>(['500', '503', 'slow']);

const refusal = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ success: false, message }) });

/** A Bunce with bad days, in front of the simulator. */
export function bunceFaults({ journal, clocks, kills, webhooks }: BunceFaults): Handle {
  let lockedUntil = 0;
  let wrongKeyUntil = 0;
  let outageUntil = journal.strikes('outage', { key: 'outage', attempt: 1, rate: 1 }) ? Number.POSITIVE_INFINITY : 0;
  let calls = 0;
  /** Key of a trigger → what refuses it, once and for all. */
  const refusedBy = new Map<string, Refusal>();
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
    if (garbage()) {
      doubt(call);
      return { status: 200, headers: JSON_TYPE, body: '{"success":tru<html>Not Bunce</html>' };
    }
    const [fault] = RATES.find(([name, rate]) => journal.strikes(name, { ...call, rate })) ?? [];
    if (fault !== undefined) journal.inject(fault);
    const from = Date.now();
    const outcome = await (fault === undefined ? exchange.forward() : broken(fault, { call, exchange }));
    if ((fault !== undefined && !SURE.has(fault)) || exchange.gone())
      journal.unheard.push({ keys: keysIn(exchange.asked.body), from, to: Date.now() });
    return outcome;
  };

  const doubt = ({ trigger }: Call): void => {
    if (trigger !== undefined) journal.doubts.raise(trigger);
  };

  const broken = async (fault: Fault, { call, exchange }: { readonly call: Call; readonly exchange: Exchange }): Promise<Outcome> => {
    const draw = chance(journal.seed, 'variant', call.key, call.attempt);
    const drawing = { seed: journal.seed, key: call.key, attempt: call.attempt };
    if (fault === 'odd-retry-after') return oddRetryAfter(drawing);
    if (!SURE.has(fault)) doubt(call);
    const odd = await oddAnswer(fault, { exchange, drawing });
    if (odd !== undefined) return odd;
    if (fault === 'slow') await pause(50 + draw * 600);
    if (fault === 'slow' || fault === 'cut-after' || ((fault === '502' || fault === '504') && draw < 0.5)) {
      const answer = await exchange.forward();
      if (fault === 'slow') return answer;
      if (fault === 'cut-after') return draw < 0.05 ? 'silence' : 'cut';
    }
    return fault === 'cut-before' ? 'cut' : refusal(Number(fault), `Fault ${fault}`);
  };

  /** Whoever asks again for what is parked, and noted, is not refused by what refuses once. */
  const refusals = (trigger: string) => REFUSALS.filter((fault) => fault !== 'refused-once' || !journal.settled.has(tokenOfKey(trigger)));

  /** Bunce refuses some for good, and one again and again. */
  const forGood = async ({ trigger, attempt }: Call, exchange: Exchange): Promise<Answer | undefined> => {
    if (trigger === undefined) return exchange.asked.path.endsWith('/attributes/customers') ? withRowErrors(exchange, journal) : undefined;
    if (webhooks.get(tokenOfKey(trigger))?.stubborn && attempt <= STUBBORN) return refusal(500, 'Not now.');
    // Decided when it is seen first: what Bunce may have taken is not refused later.
    const first =
      attempt > 1 ? undefined : refusals(trigger).find((fault) => journal.strikes(fault, { key: trigger, attempt, rate: 0.005 }));
    const fault = refusedBy.get(trigger) ?? first;
    if (fault === undefined || !refusals(trigger).includes(fault)) return undefined;
    if (!refusedBy.has(trigger)) journal.inject(fault);
    refusedBy.set(trigger, fault);
    journal.permanent.add(`${trigger} trigger`);
    return fault === 'success-false'
      ? { status: 200, headers: JSON_TYPE, body: '{"success":false}' }
      : refusal(422, 'The payload is not acceptable.');
  };

  return async (exchange) => {
    const call = callOf(exchange.asked, journal);
    const everybody = general(call);
    if (everybody === 'cut') doubt(call);
    if (everybody) return everybody;
    const permanent = await forGood(call, exchange);
    if (permanent) return permanent;
    const { trigger } = call;
    if (trigger === undefined) return kills.around({ stage: 'call' }, async () => struck(call, exchange));
    journal.doubts.sent(trigger);
    const outcome = await kills.around({ stage: 'call' }, async () => struck(call, exchange));
    if (exchange.gone()) journal.doubts.raise(trigger);
    if (typeof outcome !== 'string' && (outcome.status === 500 || outcome.status === 503)) journal.doubts.refused(trigger);
    else journal.doubts.answered(trigger);
    exchange.whenLeft(() => {
      if (journal.doubts.isOpen(trigger)) journal.doubts.raise(trigger);
    });
    return outcome;
  };
}
