import { SHORT } from '../../../local/load/clocks.ts';
import type { Stack } from '../../../local/load/stack.ts';
import { chaosStack } from '../chaos-stack.ts';
import { measurePace, paced } from '../pace.ts';
import { broken, type Line } from '../report.ts';
import { chaos, type ChaosResult } from '../run.ts';
import type { Tooth } from './tooth.ts';

/** The product that lacks what the tooth says. */
export async function toothless({ clocks, file, instead }: Tooth): Promise<Stack> {
  const delivery = { ...SHORT.delivery, ...clocks?.delivery };
  const paceful = paced({ ...SHORT, ...clocks, delivery }, await measurePace());
  return chaosStack({ clocks: paceful, replacement: { file, instead }, later: undefined });
}

/** The suite over it. */
export async function bitten(tooth: Tooth, { stack, seed }: { readonly stack: Stack; readonly seed: number }) {
  const { faults, onAmbiguous = 'retry', severity = 1, patience = 30, ...rest } = tooth;
  const result: ChaosResult = await chaos({ ...rest, stack, seed, faults: new Set(faults), onAmbiguous, severity, patience });
  return { result, lines: broken(result, onAmbiguous) };
}

/** What a tooth broke, and for which seeds it bit on its own line. */
export interface Bite {
  readonly tooth: Tooth;
  readonly seeds: readonly number[];
  readonly lines: ReadonlySet<Line>;
}

export interface Trial {
  readonly seed: number;
  readonly seeds: number;
  said(text: string): void;
}

export async function tryTooth(tooth: Tooth, { seed, seeds, said }: Trial): Promise<Bite> {
  const stack = await toothless(tooth);
  const bit: number[] = [];
  const lines = new Set<Line>();
  try {
    for (let each = seed; each < seed + seeds; each += 1) {
      const found = await bitten(tooth, { stack, seed: each });
      if (found.lines.includes(tooth.line)) bit.push(each);
      for (const line of found.lines) lines.add(line);
      said(`seed ${each} without ${tooth.missing}: ${found.lines.join(', ') || 'nothing'} (${found.result.seconds.toFixed(0)} s)`);
    }
  } finally {
    await stack.remove();
  }
  return { tooth, seeds: bit, lines };
}
