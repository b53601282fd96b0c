import type { Person } from './person.ts';

/** Who has an e-mail: its owner, and the other accounts, newest last. */
export interface Holders {
  readonly owner: string | undefined;
  readonly also: readonly string[];
}

export type Arrival =
  /** The owner is erased, has left the address or forwards: it is the newcomer's. */
  | 'take'
  /** An account that still has it: two share it. */
  | 'join'
  /** A guest, who has nothing but this address: they are the account from now on. */
  | 'forward';

/** What happens when an account comes to an address that `owner`, as they stand under our lease, was written down for. Who was made this very account by an invocation that died before it was written whose it is, is still a guest. */
export function arrivalAt(owner: Person, { email, account }: { readonly email: string; readonly account: string | undefined }): Arrival {
  const left = owner.email !== undefined && owner.email !== email;
  if (owner.erasedAt !== undefined || owner.forward !== undefined || left) return 'take';
  return owner.account === undefined || owner.account === account ? 'forward' : 'join';
}

/** A guest who is that account from now on: nothing of theirs is looked at any more, so nothing is kept. */
export const forwarding = (account: string): Partial<Person> => ({
  forward: account,
  account: undefined,
  email: undefined,
  bunceId: undefined,
  told: undefined,
  marks: {},
});

export const holds = ({ owner, also }: Holders, person: string): boolean => owner === person || also.includes(person);

export const joined = ({ owner, also }: Holders, person: string): Holders =>
  holds({ owner, also }, person) ? { owner, also } : { owner, also: [...also, person] };

export const taken = ({ also }: Holders, person: string): Holders => ({ owner: person, also: also.filter((each) => each !== person) });

/** Without that person: the first of the others is the owner. */
export function left({ owner, also }: Holders, person: string): Holders {
  const others = also.filter((each) => each !== person);
  return owner === person ? { owner: others[0], also: others.slice(1) } : { owner, also: others };
}

export const isShared = ({ owner = '', also }: Holders, person: string): boolean =>
  [owner, ...also].some((each) => each !== '' && each !== person);
