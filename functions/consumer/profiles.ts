import { type Call, createCustomers, customersIn, type Fields, updateCustomers } from '../../shared/bunce/wire.ts';
import { DELIVERED, type Delivery, deliveryOf } from './delivery.ts';
import type { Errand } from './desk.ts';
import { learnt } from './found.ts';
import { identityOf } from './person.ts';
import { deliverAlone, isNeedless, marked } from './profile.ts';
import { splitRefused } from './split.ts';
import type { ProfileStep } from './step.ts';
import { wholeOf } from './whole.ts';

type One = Errand<ProfileStep>;
type Row = Fields & { readonly customer_id: string };

/** Several people at once, where Bunce has a call for it: all newcomers of the identity provider, and all whose e-mail stays. */
export async function deliverProfiles(errands: readonly One[]): Promise<ReadonlyMap<string, Delivery>> {
  const needless = new Set((await Promise.all(errands.map(async (each) => ((await isNeedless(each)) ? [each] : [])))).flat());
  const open = errands.filter((each) => !needless.has(each));
  const { creation = [], update = [], alone = [] } = Object.groupBy(open, wayOf);
  const results = await Promise.all([
    inBulk(creation, createdTogether),
    inBulk(update, updatedTogether),
    ...alone.map(async (each) => new Map([[each, await deliverAlone(each)]])),
  ]);
  const ends = new Map(results.flatMap((result) => [...result]));
  return new Map(errands.map((each) => [each.step.id, ends.get(each) ?? DELIVERED]));
}

function wayOf(errand: One): 'creation' | 'update' | 'alone' {
  const { owned, known, bunceId, changedEmail } = errand.person;
  if (!owned) return 'alone';
  if (known) return bunceId && !changedEmail ? 'update' : 'alone';
  return wholeOf(errand) ? 'creation' : 'alone';
}

const createdTogether = (errands: readonly One[]): Call => createCustomers(errands.flatMap((each) => wholeOf(each) ?? []));
const updatedTogether = (errands: readonly One[]): Call => updateCustomers(errands.flatMap(({ person }) => rowOf(person) ?? []));

const rowOf = (person: One['person']): Row | undefined =>
  person.bunceId ? { ...identityOf(person), ...person.profile, customer_id: person.bunceId } : undefined;

async function inBulk(all: readonly One[], callFor: (some: readonly One[]) => Call): Promise<ReadonlyMap<One, Delivery>> {
  if (all.length === 0) return new Map();
  return splitRefused(all, async (some) => {
    const [first, second] = some;
    if (!first || !second) return new Map(first ? [[first, await deliverAlone(first)]] : []);
    const reply = await first.desk.ask(callFor(some), first.step.envelope.id);
    if (reply.kind !== 'ok') return deliveryOf(reply);
    const answers = customersIn(reply.body);
    return new Map(await Promise.all(some.map(async (each) => [each, await answered(each, answers)] as const)));
  });
}

/** Who is not in the answer may have been left out without a word: they go alone. */
async function answered(errand: One, answers: ReturnType<typeof customersIn>): Promise<Delivery> {
  const { bunceId, newId, email } = errand.person;
  const answer = answers.find(({ customer_id }) => customer_id === (bunceId ?? newId));
  if (!answer) return deliverAlone(errand);
  return marked(errand, await learnt(errand, { answer, id: answer.customer_id, email: errand.person.changedEmail ?? email }));
}
