import type { Customer } from '../../../shared/bunce/command.ts';

/** Milliseconds that a provider's clock may be ahead of ours. */
const AHEAD = 300_000;

/** What is from the future counts as of now: it would keep out all that comes until then. Milliseconds. */
export const notAhead = (at: number, now: number): number => Math.min(at, now + AHEAD);

/** More than an address may have, and than anybody's id needs: neither DynamoDB nor Bunce would take it. */
const LONGEST = { email: 320, id: 512 };

/** What of a customer is too long, in words. */
export function overlong({ email = '', id = '', claimedId = '', aliases = [] }: Customer): string | undefined {
  const long =
    email.length > LONGEST.email ? 'e-mail' : [id, claimedId, ...aliases].some((each) => each.length > LONGEST.id) ? 'id' : undefined;
  return long && `the ${long} of the customer is longer than any is`;
}
