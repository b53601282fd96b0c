import { http, type HttpAnswer, type HttpCall } from './http.ts';

export interface Patient {
  readonly call: Omit<HttpCall, 'signal'>;
  /** Milliseconds that one try may take. */
  readonly deadline: number;
  /** Milliseconds before each further try. */
  readonly pauses?: readonly number[];
  sleep(milliseconds: number): Promise<unknown>;
  /** Whether a 200 says that it was too much. */
  isBusy?: ((body: unknown) => boolean) | undefined;
}

/** Each longer than the one before. */
export const PAUSES: readonly number[] = [1000, 2000, 4000, 8000, 16_000];

/** Asks again while the other side is busy, broken or out of reach; the last answer, or undefined where none came. What is asked must be harmless to repeat. */
export async function askPatiently({ call, deadline, pauses = PAUSES, sleep, isBusy }: Patient): Promise<HttpAnswer | undefined> {
  const ask = async (): Promise<HttpAnswer | undefined> => http({ ...call, signal: AbortSignal.timeout(deadline) }).catch(() => undefined);
  let answer = await ask();
  for (const pause of pauses) {
    if (answer && !isPassing(answer, isBusy)) return answer;
    await sleep(pause);
    answer = await ask();
  }
  return answer;
}

const isPassing = ({ status, body }: HttpAnswer, isBusy: Patient['isBusy']): boolean =>
  status === 429 || status >= 500 || (status === 200 && isBusy?.(body) === true);
