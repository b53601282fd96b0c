import { chance } from '../../local/load/chance.ts';
import type { Fault } from './faults.ts';
import type { Answer, Exchange, Outcome } from './proxy.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE: Answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Just a moment…</title>' };
const HUGE = JSON.stringify({ success: true, message: 'x'.repeat(2 * 1024 * 1024) });

/** Answers from something in front of Bunce, whether or not Bunce was asked. */
const ODD: Partial<Record<Fault, (draw: number) => Outcome>> = {
  html: () => PAGE,
  empty: () => ({ status: 200, headers: JSON_TYPE, body: '' }),
  huge: () => ({ status: 200, headers: JSON_TYPE, body: HUGE }),
  endless: () => 'endless',
  '52x': (draw) => ({ status: draw < 0.5 ? 520 : 524, headers: { 'content-type': 'text/html' }, body: PAGE.body }),
};

/** Bunce was not asked, and the time to come again is nonsense. */
const AFTER = ['0', '-5', 'soon', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT', ''] as const;

export const ODD_FAULTS: readonly (readonly [Fault, number])[] = [
  ['html', 0.004],
  ['empty', 0.004],
  ['huge', 0.002],
  ['endless', 0.002],
  ['52x', 0.004],
  ['odd-retry-after', 0.004],
];

export interface Drawing {
  readonly seed: number;
  readonly key: string;
  readonly attempt: number;
}

/** Whether Bunce took it, nobody can say; undefined when the fault is none of these. */
export async function oddAnswer(fault: Fault, { exchange, drawing }: { readonly exchange: Exchange; readonly drawing: Drawing }) {
  const make = ODD[fault];
  if (!make) return undefined;
  const draw = chance(drawing.seed, 'odd', drawing.key, drawing.attempt);
  if (draw < 0.6) await exchange.forward();
  return make(draw);
}

/** Surely not done. */
export function oddRetryAfter({ seed, key, attempt }: Drawing): Answer {
  const draw = chance(seed, 'after', key, attempt);
  const after = AFTER[Math.floor(draw * AFTER.length)] ?? '0';
  const body = JSON.stringify({ success: false, message: 'Service Unavailable' });
  return { status: 503, headers: { ...JSON_TYPE, 'retry-after': after }, body };
}
