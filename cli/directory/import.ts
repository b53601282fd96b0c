import { setTimeout as sleep } from 'node:timers/promises';

import { accountPeopleOf, bunceKey, idKeysOf, type PersonRef, refOf } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import { comeTo } from '../../functions/consumer/state/addresses.ts';
import { keysOf, personOf } from '../../functions/consumer/state/find-person.ts';
import { leaseOrForward } from '../../functions/consumer/state/lease-or-forward.ts';
import { leasePerson } from '../../functions/consumer/state/lease-person.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import { Failure } from '../failure.ts';
import { leavePast } from '../leave-past.ts';
import { progress } from '../progress.ts';
import type { Row } from './rows.ts';

export interface Import {
  readonly people: People;
  /** The provider whose ids are Bunce's. */
  readonly identity: string | undefined;
  readonly providers?: Readonly<Record<string, unknown>> | undefined;
  /** Believe the file where something else is known. */
  readonly overwrite: boolean;
  readonly dryRun: boolean;
}

export interface Imported {
  readonly imported: number;
  /** Lines that say otherwise than what stands. */
  readonly differing: readonly number[];
}

/** Rows that are looked up together. */
const CHUNK = 100;

/** Writes what is not known yet, each person under their lease; killed and run again, it does the same. Throws when DynamoDB fails. */
export async function importRows(rows: readonly Row[], options: Import): Promise<Imported> {
  const bar = progress('importing', rows.length);
  const differing: number[] = [];
  try {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK).map((row) => ({ row, ref: refOfRow(row, options) }));
      await options.people.load(
        chunk.flatMap(({ ref }) => keysOf(ref)),
        chunk.flatMap(({ ref }) => accountPeopleOf(ref)),
      );
      for (const each of chunk) if (await isOtherwise(each, options)) differing.push(each.row.line);
      bar.add(chunk.length);
    }
  } finally {
    bar.end();
  }
  return { imported: rows.length, differing };
}

const refOfRow = ({ provider, id, email }: Row, { identity, providers }: Import): PersonRef =>
  refOf({ customer: { id, ...(email && { email }) }, envelope: { id: `import/${provider}/${id}`, provider } }, { identity, providers });

interface One {
  readonly row: Row;
  readonly ref: PersonRef;
}

/** Imports one row; whether something else is known, and stays unless it is to be overwritten. */
async function isOtherwise({ row, ref }: One, { people, overwrite, dryRun }: Import): Promise<boolean> {
  if (dryRun) {
    const id = personOf(ref, people);
    const person = id === undefined ? undefined : await people.peek(id);
    return !overwrite && person !== undefined && differs(person, row);
  }
  const lease = await leased({ row, ref }, people);
  try {
    const kept = !overwrite && (differs(lease.person, row) || (await isSomebodys(lease, { row, people })));
    if (!kept) await learn(lease, { row, people });
    return kept;
  } finally {
    await lease.release();
  }
}

const differs = ({ email, bunceId, erasedAt }: Person, row: Row): boolean =>
  erasedAt !== undefined || isOther(email, row.email) || isOther(bunceId, row.bunceId);

const isOther = (known: string | undefined, told: string | undefined): boolean =>
  known !== undefined && told !== undefined && known !== told;

/** Whether the Bunce id is another person's. */
async function isSomebodys({ person }: Lease, { row: { bunceId }, people }: Learning): Promise<boolean> {
  const owner = bunceId === undefined ? undefined : (await people.lookAgain(bunceKey(bunceId))).owner;
  return owner !== undefined && owner !== person.id;
}

/** What the consumer is at just now is waited for. */
async function leased({ row, ref }: One, people: People): Promise<Lease> {
  for (let patience = 60; patience > 0; patience -= 1) {
    const lease = row.email === undefined && !ref.owned ? await leaseNameless(row, { ref, people }) : await leasePerson(ref, people);
    if (typeof lease !== 'string') return lease;
    await sleep(1000);
  }
  throw new Failure(`line ${row.line}: the consumer has been at this person for a minute: run it again`);
}

interface Learning {
  readonly row: Row;
  readonly people: People;
}

/** Without an e-mail the id leads to whom Bunce's id is, or to somebody new. */
async function leaseNameless({ bunceId = '' }: Row, { ref, people }: { readonly ref: PersonRef; readonly people: People }) {
  const { owner = ref.newId } = await people.lookAgain(bunceKey(bunceId));
  const owners = [];
  for (const key of idKeysOf(ref)) owners.push((await people.claim(key, owner)).owner);
  return leaseOrForward(owners[0] ?? owner, { people });
}

/** With a Bunce id Bunce holds the person; without one it is only known whose customer id it is. */
async function learn(lease: Lease, { row: { email, bunceId }, people }: Learning): Promise<void> {
  const { person } = lease;
  const came = email === undefined || email === person.email ? 'done' : await comeTo({ people, lease, email });
  if (came !== 'done' || !(await leavePast({ people, lease }, email ?? person.email)))
    throw new Failure('the consumer is at the owner of an address: run it again');
  if (bunceId !== undefined && (await people.claim(bunceKey(bunceId), person.id)).owner !== person.id)
    await people.hand(bunceKey(bunceId), { owner: person.id, also: [] });
  lease.learn({ erasedAt: undefined, coming: undefined, email: email ?? person.email, bunceId: bunceId ?? person.bunceId });
}
