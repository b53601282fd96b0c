import type { HttpAnswer } from '../runtime/http.ts';
import type { Ask, BondCall } from './ask.ts';
import { BondError } from './bond-error.ts';

/** Milliseconds to wait before each further try, as Bond advises. */
const WAITS: readonly number[] = [2000, 4000, 8000];

export interface Patience {
  sleep(milliseconds: number): Promise<unknown>;
  /** Told before each further try. */
  onRetry?(retry: Retry): void;
}

export interface Retry {
  readonly error: BondError;
  readonly wait: number;
}

export interface PatientCall extends Omit<BondCall, 'signal'> {
  /** Whether this is a further try: the one before may have been done. */
  onRetry?(): void;
}

export type PatientAsk = (call: PatientCall) => Promise<HttpAnswer>;

/** Asks again after a Server Error, and after nothing else. Whatever went wrong is a BondError. */
export const patient =
  (ask: Ask, { sleep, onRetry }: Patience): PatientAsk =>
  async ({ onRetry: tell, ...call }) => {
    for (const wait of WAITS) {
      try {
        return await ask(call);
      } catch (error) {
        if (!isServerError(error)) throw bondErrorOf(error);
        onRetry?.({ error, wait });
        tell?.();
        await sleep(wait);
      }
    }
    return ask(call).catch((error: unknown) => {
      throw bondErrorOf(error);
    });
  };

/** By its type; by its status where a third party's error has none. */
const isServerError = (error: unknown): error is BondError =>
  error instanceof BondError &&
  error.kind === 'refused' &&
  (error.type === undefined ? error.status >= 500 : error.type === 'Server Error');

function bondErrorOf(error: unknown): BondError {
  if (error instanceof BondError) return error;
  return new BondError({ kind: 'unanswered', said: causeOf(error), hint: 'is baseUrl right, and can it be reached?', cause: error });
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  return error.message || ('code' in error && typeof error.code === 'string' ? error.code : error.name);
}
