import { BunceError } from '../../shared/bunce/api/bunce-error.ts';
import { BondError } from '../../shared/bond/bond-error.ts';
import { Failure } from '../failure.ts';

/** What became of a part of the work: `done` also says of a dry run what would be. */
export interface Part {
  readonly what: 'person' | 'parked' | 'bond';
  readonly ended: 'done' | 'failed';
  readonly text: string;
  /** What is left of it to be done by hand. */
  readonly byHand: readonly string[];
}

const isOfTheWorld = (error: unknown): error is Error =>
  error instanceof Failure ||
  error instanceof BunceError ||
  error instanceof BondError ||
  (error instanceof Error && ('$metadata' in error || 'code' in error));

/** One that fails keeps no other from being done: the same command goes on with it. */
export async function attempt(
  what: Part['what'],
  work: () => Promise<{ readonly text: string; readonly byHand?: readonly string[] }>,
): Promise<Part> {
  try {
    return { what, ended: 'done', byHand: [], ...(await work()) };
  } catch (error) {
    if (!isOfTheWorld(error)) throw error;
    const where = '$metadata' in error ? 'AWS: ' : '';
    return { what, ended: 'failed', text: `${where}${error.message || error.name}`, byHand: [] };
  }
}
