import type { Customers } from '../../shared/bunce/api/customers.ts';
import { Failure } from '../failure.ts';

/** Seconds that a lease holds. */
export const LEASED = 180;

/** Seconds before its end after which nothing is begun: no call and its repetitions take longer. */
const SPARE = 60;

/** What a call may take; who is shut out is told at once, and lets go. Its bucket starts empty, for it may follow another import within the minute. */
export const CALLING = { timeout: 15, retries: 2, patience: 5, burst: false } as const;

/** The same, which writes nothing once the leases may be somebody else's soon. */
export function inTime({ list, find, ...writing }: Customers): Customers {
  const until = Date.now() + (LEASED - SPARE) * 1000;
  const write = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (Date.now() > until) throw new Failure('Bunce has kept us waiting for too long; run it again to go on');
    return call();
  };
  return {
    list,
    find,
    create: async (customer) => write(async () => writing.create(customer)),
    createMany: async (customers) => write(async () => writing.createMany(customers)),
    update: async (id, change) => write(async () => writing.update(id, change)),
    updateMany: async (customers) => write(async () => writing.updateMany(customers)),
  };
}
