import { notFound } from '../../shared/bunce/status.ts';
import { customersIn, findCustomers, type Found } from '../../shared/bunce/wire.ts';
import { DELIVERED, type Delivery, deliveryOf } from './delivery.ts';
import { afterwards, type Errand } from './desk.ts';
import { heldFacts } from './person.ts';

/** Asks Bunce who has this e-mail, or this id where the id is surer: several customers may share an e-mail. */
export async function find({ desk, person, step }: Errand): Promise<Found | Delivery | 'nobody'> {
  const { bunceId, email = person.changedEmail, newId, owned } = person;
  const id = bunceId !== undefined && (!owned || !email) ? bunceId : undefined;
  if (!email && id === undefined) return 'nobody';
  const reply = await desk.ask(findCustomers(id === undefined ? { email: email ?? '' } : { id }), step.envelope.id);
  if (reply.kind !== 'ok') return notFound(reply) ? 'nobody' : deliveryOf(reply);
  const rows = customersIn(reply.body).filter((row) => (id === undefined ? row.email?.toLowerCase() === email : row.customer_id === id));
  return rows.find(({ customer_id }) => customer_id === newId) ?? rows[0] ?? 'nobody';
}

export interface Answered {
  /** The customer as Bunce answered, where it did. */
  readonly answer: Found | undefined;
  readonly id: string;
  readonly email: string | undefined;
}

/** From here on the id that Bunce answers with is used. */
export async function learnt(errand: Errand, { answer, id, email }: Answered): Promise<Delivery> {
  const { desk, step, person } = errand;
  const held = answer?.email?.toLowerCase() ?? email;
  if (held !== email) {
    desk.metrics.count('emailKept');
    desk.log.warn('Bunce kept the old e-mail', { correlation_id: step.envelope.id, step: step.id });
  }
  const facts = heldFacts(person, { bunceId: answer?.customer_id ?? id, email: held, at: step.at });
  await afterwards(errand, async () => desk.directory.learn(facts));
  return DELIVERED;
}
