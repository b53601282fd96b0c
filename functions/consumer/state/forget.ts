import type { Person } from '../people/person.ts';
import { leave } from './addresses.ts';
import type { Lease } from './lease.ts';
import type { People } from './people.ts';
import type { Tokens } from './tokens.ts';

export interface Forgetting {
  readonly people: People;
  readonly tokens: Tokens;
  readonly lease: Lease;
}

/** An account that was there is remembered without its id: no other becomes this person. */
const FORGOTTEN = {
  email: undefined,
  coming: undefined,
  bunceId: undefined,
  told: undefined,
  nobody: undefined,
  idOnly: undefined,
  account: '-',
  marks: {},
};

/** The person is a tombstone with the lease's release; who is one already keeps the time. `taken`: the owner of their address is in somebody's hands. */
export async function forget({ people, tokens, lease }: Forgetting, at: number): Promise<'done' | 'taken'> {
  const { id, email, coming, erasedAt }: Person = lease.person;
  for (const theirs of [email, coming])
    if (theirs !== undefined && (await leave({ people, lease, email: theirs }, { keep: true })) === 'taken') return 'taken';
  await tokens.write(id, '');
  lease.learn({ ...FORGOTTEN, erasedAt: erasedAt ?? at });
  return 'done';
}
