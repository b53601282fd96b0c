import { BunceError } from './bunce-error.ts';

/** Undefined where Bunce itself says that it holds no such thing. */
export async function orNone<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BunceError && error.kind === 'refused' && error.status === 404) return undefined;
    throw error;
  }
}
