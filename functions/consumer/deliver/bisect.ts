import type { Delivery } from '../delivery.ts';

/** Delivers several at once; one that Bunce refuses takes the others with it, so they are halved until the guilty one stands alone. */
export async function bisectRefused<Each, End>(
  all: readonly Each[],
  deliver: (some: readonly Each[]) => Promise<Delivery | ReadonlyMap<Each, End>>,
): Promise<ReadonlyMap<Each, End | Delivery>> {
  const result = await deliver(all);
  if (!('kind' in result)) return result;
  if (result.kind !== 'hopeless' || all.length < 2) return new Map(all.map((each) => [each, result]));
  const middle = Math.ceil(all.length / 2);
  const halves = await Promise.all([all.slice(0, middle), all.slice(middle)].map(async (half) => bisectRefused(half, deliver)));
  return new Map(halves.flatMap((half) => [...half]));
}
