import { LINES } from '../report.ts';
import type { Bite, Trial } from './bite.ts';
import { tryTooth } from './bite.ts';
import type { Tooth } from './tooth.ts';

/** Every tooth, one after the other, and which line each breaks. True when each bites whatever the seed, and each line is broken by one. */
export async function tryTeeth(teeth: readonly Tooth[], trial: Trial): Promise<boolean> {
  const bites: Bite[] = [];
  for (const tooth of teeth) {
    const bite = await tryTooth(tooth, trial);
    bites.push(bite);
    console.log(rowOf(bite, trial.seeds));
  }
  const byLine = LINES.map((line) => ({ line, by: bites.filter(({ tooth, seeds }) => tooth.line === line && seeds.length > 0) }));
  console.log('');
  for (const { line, by } of byLine) console.log(`${line.padEnd(20)}${by.map(({ tooth }) => tooth.missing).join(' · ') || 'NO TOOTH'}`);
  return bites.every(({ seeds }) => seeds.length === trial.seeds) && byLine.every(({ by }) => by.length > 0);
}

function rowOf({ tooth: { line, webhooks, missing }, seeds }: Bite, tried: number): string {
  const verdict = seeds.length === tried ? 'bites ' : 'MISSES';
  return `${verdict}  ${line.padEnd(20)}${String(webhooks).padStart(4)} webhooks  seeds ${(seeds.join(' ') || 'none').padEnd(10)}  without ${missing}`;
}
