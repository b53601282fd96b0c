import { type BondSimulatorOptions, LOCAL_BOND_KEYS } from '../../../local/bond/server.ts';
import type { BondAccount } from '../../../shared/bond/ask.ts';
import { type BondClient, bondClient } from '../../../shared/bond/client.ts';
import { BondError } from '../../../shared/bond/bond-error.ts';
import { HOME, startBond } from '../../local/bond/client.ts';

/** The primary address of the customer whose KYC has passed. */
export const MILL_ROAD = { ...HOME, street: '48 Mill Rd', city: 'Austin', state: 'TX', zip_code: '78701-2210' } as const;

interface Wired extends BondSimulatorOptions {
  /** Over the right keys and address. */
  readonly account?: Partial<BondAccount>;
}

/** Our client at a simulator of its own; it waits for nothing, and `waits` says how long it would have. */
export async function startClient({ account, ...options }: Wired = {}) {
  const { simulator, control, call } = await startBond(options);
  const waits: number[] = [];
  const client: BondClient = bondClient(
    { baseUrl: simulator.url, ...LOCAL_BOND_KEYS, ...account },
    { sleep: async (milliseconds) => waits.push(milliseconds) },
  );
  const asked = async (): Promise<unknown> => (await control('GET /log')).body;
  return { client, control, call, waits, asked, simulator };
}

/** What the work fails with. */
export const troubleOf = async (work: Promise<unknown>): Promise<BondError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BondError)) throw new Error('no BondError was thrown', { cause: error });
  return error;
};
