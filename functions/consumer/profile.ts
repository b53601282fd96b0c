import { exists, notFound } from '../../shared/bunce/status.ts';
import { createCustomer, customerIn, type Fields, type Found, updateCustomer, type Whole } from '../../shared/bunce/wire.ts';
import { DELIVERED, type Delivery, deliveryOf, rejected } from './delivery.ts';
import { afterwards, type Errand } from './desk.ts';
import { find, learnt } from './found.ts';
import type { ProfileStep } from './step.ts';
import { incomplete, wholeOf } from './whole.ts';

/** Creates the person or brings them up to date: the identity provider's word overwrites, any other only fills what is empty. */
export async function deliverProfile(errand: Errand<ProfileStep>): Promise<Delivery> {
  return (await isNeedless(errand)) ? DELIVERED : deliverAlone(errand);
}

/** The same for one that is known to be needed. */
export const deliverAlone = async (errand: Errand<ProfileStep>): Promise<Delivery> =>
  marked(errand, await (errand.person.owned ? overwriteOrCreate(errand) : adopt(errand)));

/** One mark per person of the identity provider, by the id that never changes. */
const markOf = ({ person, step }: Errand): ReadonlyMap<string, string> => new Map([[`${person.idKeys[0] ?? person.key}#profile`, step.at]]);

/** Someone else did it, or something newer. */
export async function isNeedless(errand: Errand<ProfileStep>): Promise<boolean> {
  const { desk, person, step } = errand;
  const { unlessKnown, coveredBy } = step.work;
  const carried = coveredBy !== undefined && desk.carried.has(coveredBy);
  if (carried) await marked(errand, DELIVERED);
  if (carried || (unlessKnown && person.known)) return true;
  const stale = person.owned && (await desk.watermarks.stale(markOf(errand))).size > 0;
  if (stale) desk.metrics.count('stale', { what: 'profile' });
  return stale;
}

/** Leaves the mark that keeps older events from overwriting this one. */
export async function marked(errand: Errand, delivery: Delivery): Promise<Delivery> {
  if (delivery.kind === 'delivered' && delivery.wrote !== false && errand.person.owned)
    await afterwards(errand, async () => errand.desk.watermarks.raise(markOf(errand)));
  return delivery;
}

async function overwriteOrCreate(errand: Errand): Promise<Delivery> {
  const { bunceId, known, newId } = errand.person;
  const whole = wholeOf(errand);
  if (whole && !known) return create(errand, whole);
  const done = await overwrite(errand, bunceId ?? newId);
  return done === 'missing' ? adopt(errand) : done;
}

async function create(errand: Errand, whole: Whole): Promise<Delivery> {
  const { desk, step, person } = errand;
  const reply = await desk.ask(createCustomer(whole), step.envelope.id);
  if (reply.kind === 'ok') return learnt(errand, { answer: customerIn(reply.body), id: whole.customer_id, email: whole.email });
  if (!exists(reply)) return deliveryOf(reply);
  const done = person.owned ? await overwrite(errand, whole.customer_id) : 'missing';
  if (done !== 'missing') return done;
  const found = await find(errand);
  if (found === 'nobody') return deliveryOf(reply);
  return 'kind' in found ? found : settleOn(errand, found);
}

/** Somebody of this e-mail may be there already, under an id of Bunce's own. */
async function adopt(errand: Errand): Promise<Delivery> {
  const found = await find(errand);
  if (found !== 'nobody') return 'kind' in found ? found : settleOn(errand, found);
  const whole = wholeOf(errand);
  return whole ? create(errand, whole) : incomplete(errand);
}

async function settleOn(errand: Errand, found: Found): Promise<Delivery> {
  const done = errand.person.owned ? await overwrite(errand, found.customer_id) : await fill(errand, found);
  return done === 'missing' ? rejected('Bunce lists the customer but does not find it') : done;
}

/** A changed e-mail goes by this call alone, and the answer tells whether Bunce took it. */
async function overwrite(errand: Errand, id: string): Promise<Delivery | 'missing'> {
  const { person } = errand;
  const email = person.changedEmail ?? person.email;
  return update(errand, { id, email, fields: { ...(email && { email }), ...person.profile } });
}

async function fill(errand: Errand, found: Found): Promise<Delivery | 'missing'> {
  const { email, profile } = errand.person;
  const there: Readonly<Record<string, string | null | undefined>> = found;
  const empty = Object.entries({ ...(email && { email }), ...profile }).filter(([field]) => !there[field]);
  if (empty.length === 0) return learnt(errand, { answer: found, id: found.customer_id, email });
  return update(errand, { id: found.customer_id, email: email ?? found.email?.toLowerCase(), fields: Object.fromEntries(empty) });
}

interface Update {
  readonly id: string;
  /** What Bunce shall hold after it. */
  readonly email: string | undefined;
  readonly fields: Fields;
}

async function update(errand: Errand, { id, email, fields }: Update): Promise<Delivery | 'missing'> {
  if (Object.keys(fields).length === 0) return errand.person.known ? DELIVERED : incomplete(errand);
  const reply = await errand.desk.ask(updateCustomer({ ...fields, customer_id: id }), errand.step.envelope.id);
  if (reply.kind === 'ok') return learnt(errand, { answer: customerIn(reply.body), id, email });
  return notFound(reply) ? 'missing' : deliveryOf(reply);
}
