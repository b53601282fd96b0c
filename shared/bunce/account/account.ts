import { type Bunce, bunce, type BunceOptions } from '../api/bunce.ts';

/** An account of Bunce, by one key. */
export interface Account extends Pick<Bunce, 'customers' | 'events' | 'attributes'> {
  readonly baseUrl: string;
}

/** Whether the key is valid, as cheaply as Bunce's own CLI asks. Throws a BunceError when it is not. */
export async function checkKey({ customers }: Account): Promise<void> {
  for await (const _ of customers.list({ perPage: 1 }).pages()) return;
}

type Place = Pick<BunceOptions, 'baseUrl' | 'callsPerMinute'> & { readonly key: string };

/** Runs `work` with an account and hangs up afterwards. Somebody looks on: what is not there at once is said. */
export async function withAccount<Result>({ baseUrl, ...place }: Place, work: (account: Account) => Promise<Result>): Promise<Result> {
  const { close, ...calls } = bunce({ baseUrl, ...place, retries: 1, patience: 5 });
  try {
    return await work({ ...calls, baseUrl });
  } finally {
    await close();
  }
}
