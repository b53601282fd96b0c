import { forget } from '../../functions/consumer/state/forget.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { Bunce } from '../../shared/bunce/api/bunce.ts';
import type { OnErasure } from '../../shared/bunce/erased-profile.ts';
import { Failure } from '../failure.ts';
import { adoptedBy, type Customers, customersOf, overwrite } from './at-bunce.ts';
import { withBunce } from './bunce-place.ts';
import { type Erasing, refOfName } from './erasing.ts';
import { leased } from './lease.ts';
import { whom } from './whom.ts';

/** What became of somebody's customers at Bunce, or would. */
export interface AtBunce extends Customers {
  /** Those whose e-mail Bunce did not let go. */
  readonly kept: readonly string[];
}

/** The profile is overwritten first, as the consumer does: afterwards nobody would know whose it is. Undefined where the config says with nothing. */
export async function erasePerson(erasing: Erasing): Promise<AtBunce | undefined> {
  const { onErasure } = erasing.stack.settings;
  if (onErasure === undefined) return erasing.dryRun ? undefined : forgotten(erasing, async () => undefined);
  return withBunce(erasing, async (client) => {
    const at = atOf(erasing, client);
    if (erasing.dryRun) return { ...(await customersOf(erasing.found.person, at)), kept: [] };
    return forgotten(erasing, async (lease) => overwritten(await adoptedBy(lease, at), { client, onErasure }));
  });
}

const atOf = ({ stack: { people, settings }, name }: Erasing, client: Bunce) => ({
  client,
  people,
  ref: refOfName(name, settings.identity),
});

async function forgotten<Result>(erasing: Erasing, before: (lease: Lease) => Promise<Result>): Promise<Result> {
  const { stack, name, options, found, patience } = erasing;
  const { people, tokens } = stack;
  return leased({ person: found.person.id, people, patience }, async (lease) => {
    const now = await whom(name, { ...stack, chosen: options });
    if (now.person.id !== lease.person.id) throw new Failure('who this is has changed just now: nothing of them is forgotten yet');
    const result = await before(lease);
    return (await forget({ people, tokens, lease }, Date.now())) === 'taken' ? 'taken' : result;
  });
}

async function overwritten({ theirs, others }: Customers, by: { readonly client: Bunce; readonly onErasure: OnErasure }): Promise<AtBunce> {
  const ends: { readonly id: string; readonly end: Awaited<ReturnType<typeof overwrite>> }[] = [];
  for (const id of theirs) ends.push({ id, end: await overwrite(id, by) });
  return {
    theirs: ends.filter(({ end }) => end !== 'gone').map(({ id }) => id),
    others,
    kept: ends.filter(({ end }) => end === 'kept').map(({ id }) => id),
  };
}
