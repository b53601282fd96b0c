import type { Customer } from './customer.ts';
import { SEEDS } from './seeds.ts';
import { pythonTime } from './time.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Bond's names have no digits. */
const worded = (index: number): string => (index < 26 ? '' : worded(Math.floor(index / 26) - 1)) + (LETTERS[index % 26] ?? '');

/** The n-th of customers that nobody is, for long lists: always the same, with the gaps of Bond's own records. */
export function invented(index: number): Customer {
  const [seed] = SEEDS;
  if (!seed) throw new Error('there are no seeds to be like');
  const { kyc_requests_available: requests, ssn: _ssn, middle_name: _middle, ...rest } = seed;
  const created = new Date(Date.UTC(2024, 0, 1) + index * 60_000);
  const tail = index.toString(16).padStart(12, '0');
  return {
    ...rest,
    customer_id: `00000000-0000-4000-8000-${tail}`,
    brand_person_id: `00000000-0000-4000-9000-${tail}`,
    first_name: 'Person',
    last_name: `Of ${worded(index)}`,
    email: `person${index}@example.com`,
    phone: `202-555-01${String(index % 100).padStart(2, '0')}`,
    ...(index % 3 > 0 && { kyc_requests_available: requests }),
    date_created: pythonTime(created, { offset: index % 2 === 0 }),
  };
}
