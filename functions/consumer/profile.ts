import { exists, notFound } from '../../shared/bunce/status.ts';
import {
  createCustomer,
  customerIn,
  customersIn,
  type Fields,
  findCustomers,
  type Found,
  updateCustomer,
  type Whole,
} from '../../shared/bunce/wire.ts';
import { idKey } from './directory.ts';
import { DELIVERED, type Delivery, deliveryOf, rejected } from './delivery.ts';
import { afterwards, type Errand } from './desk.ts';
import { heldFacts } from './person.ts';
import type { ProfileStep, Step } from './step.ts';

/** Creates the person or brings them up to date: the identity provider's word overwrites, any other only fills what is empty. */
export async function deliverProfile(errand: Errand<ProfileStep>): Promise<Delivery> {
  const { step, person, desk } = errand;
  if (step.work.unlessKnown && person.known) return DELIVERED;
  if (step.work.coveredBy && desk.carried.has(step.work.coveredBy)) return DELIVERED;
  return person.owned ? overwriteUnlessStale(errand) : fillOrCreate(errand);
}

/** One mark per person, by the id that never changes. */
async function overwriteUnlessStale(errand: Errand): Promise<Delivery> {
  const { desk, person, step } = errand;
  const marks = new Map([[`${person.idKeys[0] ?? idKey(step.envelope.provider, person.key)}#profile`, step.at]]);
  if ((await desk.watermarks.stale(marks)).size > 0) {
    desk.metrics.count('stale', { what: 'profile' });
    return DELIVERED;
  }
  const delivery = await overwriteOrCreate(errand);
  if (delivery.kind === 'delivered') await afterwards(errand, async () => desk.watermarks.raise(marks));
  return delivery;
}

async function overwriteOrCreate(errand: Errand): Promise<Delivery> {
  const { bunceId, known } = errand.person;
  const whole = wholeOf(errand);
  if (!bunceId) return adopt(errand);
  if (whole && !known) return create(errand, whole);
  const done = await overwrite(errand, bunceId);
  if (done !== 'missing') return done;
  return whole ? create(errand, whole) : adopt(errand);
}

async function create(errand: Errand, whole: Whole): Promise<Delivery> {
  const { desk, step, person } = errand;
  const reply = await desk.ask(createCustomer(whole), step.envelope.id);
  if (reply.kind === 'ok') return learnt(errand, { body: reply.body, id: whole.customer_id, email: whole.email });
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

const fillOrCreate = adopt;

const settleOn = async (errand: Errand, found: Found): Promise<Delivery> => {
  const done = errand.person.owned ? await overwrite(errand, found.customer_id) : await fill(errand, found);
  return done === 'missing' ? rejected('Bunce lists the customer but does not find it') : done;
};

/** Asks Bunce who has this id or this e-mail. */
export async function find({ desk, person, step }: Errand): Promise<Found | Delivery | 'nobody'> {
  const { bunceId, email = person.changedEmail, known, newId } = person;
  if (!email && !bunceId) return 'nobody';
  const byId = bunceId !== undefined && (known || !email);
  const reply = await desk.ask(findCustomers(byId ? { id: bunceId } : { email: email ?? '' }), step.envelope.id);
  if (reply.kind !== 'ok') return notFound(reply) ? 'nobody' : deliveryOf(reply);
  const rows = customersIn(reply.body).filter((row) => (byId ? row.customer_id === bunceId : row.email?.toLowerCase() === email));
  return rows.find(({ customer_id }) => customer_id === newId) ?? rows[0] ?? 'nobody';
}

/** A changed e-mail goes by this call alone, and the answer tells whether Bunce took it. */
async function overwrite(errand: Errand, id: string): Promise<Delivery | 'missing'> {
  const { desk, step, person } = errand;
  const email = person.changedEmail ?? person.email;
  const fields: Fields = { ...(email && { email }), ...person.profile };
  if (Object.keys(fields).length === 0) return incomplete(errand);
  const reply = await desk.ask(updateCustomer({ customer_id: id, ...fields }), step.envelope.id);
  if (reply.kind === 'ok') return learnt(errand, { body: reply.body, id, email });
  return notFound(reply) ? 'missing' : deliveryOf(reply);
}

async function fill(errand: Errand, found: Found): Promise<Delivery | 'missing'> {
  const { desk, step, person } = errand;
  const known: Readonly<Record<string, string | null | undefined>> = found;
  const empty = Object.entries({ ...(person.email && { email: person.email }), ...person.profile }).filter(([field]) => !known[field]);
  const learn = async (body: unknown): Promise<Delivery> => learnt(errand, { body, id: found.customer_id, email: person.email });
  if (empty.length === 0) return learn(undefined);
  const reply = await desk.ask(updateCustomer({ customer_id: found.customer_id, ...Object.fromEntries(empty) }), step.envelope.id);
  if (reply.kind === 'ok') return learn(reply.body);
  return notFound(reply) ? 'missing' : deliveryOf(reply);
}

interface Answered {
  readonly body: unknown;
  readonly id: string;
  readonly email: string | undefined;
}

/** From here on the id that Bunce answers with is used. */
async function learnt(errand: Errand, { body, id, email }: Answered): Promise<Delivery> {
  const { desk, step, person } = errand;
  const answer = customerIn(body);
  const held = answer?.email?.toLowerCase() ?? email;
  if (held !== email) {
    desk.metrics.count('emailKept');
    desk.log.warn('Bunce kept the old e-mail', { correlation_id: step.envelope.id, step: step.id });
  }
  const facts = heldFacts(person, { bunceId: answer?.customer_id ?? id, email: held, at: step.at });
  await afterwards(errand, async () => desk.directory.learn(facts));
  return DELIVERED;
}

const WHOLE = ['customer_id', 'email', 'first_name', 'last_name', 'phone_no'] as const;

function partsOf({ person, desk }: Errand): Fields {
  const email = person.changedEmail ?? person.email;
  const { placeholderPhone } = desk.settings;
  return {
    ...(placeholderPhone && { phone_no: placeholderPhone }),
    ...person.profile,
    customer_id: person.newId,
    ...(email && { email }),
  };
}

/** All that creation requires, or nothing. */
function wholeOf(errand: Errand): Whole | undefined {
  const { customer_id, email, first_name, last_name, phone_no } = partsOf(errand);
  return customer_id && email && first_name && last_name && phone_no ? { customer_id, email, first_name, last_name, phone_no } : undefined;
}

/** Bunce would refuse to create the person; their events still carry what is known. */
function incomplete(errand: Errand): Delivery {
  const parts = partsOf(errand);
  const missing = WHOLE.filter((field) => !parts[field]);
  for (const field of missing) errand.desk.metrics.count('incomplete', { field });
  report(errand, missing);
  return DELIVERED;
}

const report = ({ desk, step }: { readonly desk: Errand['desk']; readonly step: Step }, missing: readonly string[]): void =>
  desk.log.warn('not created: Bunce requires more', { correlation_id: step.envelope.id, step: step.id, missing: missing.join(' ') });
