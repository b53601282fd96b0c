import type { Person } from './person.ts';

/** By what Bunce, which may have somebody without our knowing, is asked for them; undefined where nothing is known that is theirs alone. */
export function askedBy({
  email,
  account,
  idOnly,
}: Person): { readonly emails: readonly string[] } | { readonly ids: readonly string[] } | undefined {
  if (email !== undefined && idOnly !== true) return { emails: [email] };
  return account === undefined ? undefined : { ids: [account] };
}
