import { COMPILED, REGION } from '../infra/prices.ts';
import { rounded } from './cpu.ts';
import type { Usage } from './measuring.ts';
import { type Memory, perTenthOfASecond, totalOf } from './per-million.ts';
import type { Millions, StackCost, Way } from './template-limits.ts';

export interface Bill {
  readonly stacks: readonly StackCost[];
  readonly millions: Millions;
  readonly used: Readonly<Record<Way, Usage>>;
  readonly over: readonly string[];
  readonly memory: Memory;
}

/** Two tables, and under each what its numbers take for granted. */
export function printBill({ stacks, millions, used, over, memory }: Bill): void {
  console.log(`list prices of ${COMPILED} in ${REGION}, without the free tier\n\ndollars a month`);
  console.table(Object.fromEntries(stacks.map((each) => [`${each.providers} providers`, columnsOf(each)])));
  for (const line of OF_STACKS) console.log(line);
  console.log('\ndollars per million webhooks of the mix');
  const parts = Object.keys(millions.bursts).map((part) => [part, ofBoth((way) => millions[way][part] ?? 0)] as const);
  console.table(Object.fromEntries([...parts, ['total', ofBoth((way) => totalOf(millions[way]))]]));
  console.log(durations(used, memory));
  const slower = ofBoth((way) => perTenthOfASecond(used[way], memory));
  console.log(
    `Bunce answers at once here: each 100 ms that a call takes adds at most $${slower.bursts} in bursts, $${slower['one by one']} one by one`,
  );
  console.log('logs: of the functions as measured, of the gateway and of Lambda itself by the template; kept as they are, not compressed');
  console.log(over.length === 0 ? 'within the limits' : `over the limits: ${over.join(' · ')}`);
}

const OF_STACKS = [
  'before traffic: secrets, alarms and dashboards',
  'polling: five pollers ask an empty queue every 20 s, which is what Lambda has been seen to do; AWS promises no number',
  'own metrics: as the measured mix uses them, each in every hour of the month; AWS bills the hours in which one is written',
  'secret reads: by one process of each function that never rests',
] as const;

const columnsOf = ({ parts, dollars, alarms, polling, metrics, secretReads }: StackCost) => ({
  ...Object.fromEntries(Object.entries(parts).map(([part, each]) => [part, rounded(each.dollars)])),
  'before traffic': rounded(dollars),
  alarms,
  'billed alarm metrics': parts['alarm metrics'].count,
  polling: rounded(polling),
  'own metrics': rounded(metrics),
  'secret reads': rounded(secretReads),
});

const ofBoth = (dollars: (way: Way) => number): Readonly<Record<Way, number>> => ({
  bursts: rounded(dollars('bursts')),
  'one by one': rounded(dollars('one by one')),
});

function durations(used: Readonly<Record<Way, Usage>>, memory: Memory): string {
  const ran = (['receiver', 'consumer'] as const).map((name) => {
    const each = ofBoth((way) => used[way][name].milliseconds / used[way].webhooks);
    return `${name} at ${memory[name]} MB ${each.bursts} ms a webhook in bursts, ${each['one by one']} one by one`;
  });
  return `GB-seconds: wall time on this machine, which is not Lambda's, without cold starts (${ran.join('; ')})`;
}
