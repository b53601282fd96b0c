import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import { ADDRESS_TAKEN, type Outcome, refusedFor } from './outcome.ts';

interface Bulk<Of> {
  /** Those that the answer leaves out are not in it. */
  together(some: readonly Of[]): Promise<ReadonlyMap<Of, Outcome>>;
  alone(one: Of): Promise<Outcome>;
}

/** Several in one call; one that Bunce refuses takes the others with it, so they are halved until the guilty one stands alone. Throws where Bunce is out of reach. */
export async function inBulk<Of>(all: readonly Of[], bulk: Bulk<Of>): Promise<ReadonlyMap<Of, Outcome>> {
  const [first, second] = all;
  if (!first) return new Map();
  if (!second) return new Map([[first, await bulk.alone(first).catch(refusal)]]);
  const done = await bulk.together(all).catch(undefinedIfRefused);
  if (done) return withRest(all, { done, bulk });
  const middle = Math.ceil(all.length / 2);
  const [left, right] = [await inBulk(all.slice(0, middle), bulk), await inBulk(all.slice(middle), bulk)];
  return new Map([...left, ...right]);
}

async function withRest<Of>(
  all: readonly Of[],
  { done, bulk }: { readonly done: ReadonlyMap<Of, Outcome>; readonly bulk: Bulk<Of> },
): Promise<ReadonlyMap<Of, Outcome>> {
  const ends = new Map(done);
  for (const each of all) if (!done.has(each)) ends.set(each, await bulk.alone(each).catch(refusal));
  return ends;
}

function undefinedIfRefused(error: unknown): undefined {
  if (!isRefusal(error)) throw error;
}

function refusal(error: unknown): Outcome {
  if (!isRefusal(error)) throw error;
  if (error.exists) return ADDRESS_TAKEN;
  const fields = Object.keys(error.fields);
  return refusedFor(`Bunce refuses it: ${error.said}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`);
}

const isRefusal = (error: unknown): error is BunceError => error instanceof BunceError && error.kind === 'refused';
