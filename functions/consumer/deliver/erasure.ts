import { erasedProfile, keptEmail } from '../../../shared/bunce/erased-profile.ts';
import { notFound } from '../../../shared/bunce/status.ts';
import { customerIn, updateCustomer } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { DELIVERED, type Delivery, deliveryOf } from '../delivery.ts';
import { askedBy } from '../people/at-bunce.ts';
import { forget } from '../state/forget.ts';
import type { ErasureStep } from '../step.ts';
import { adopt, findRows, hasEmail } from './find-customer.ts';

type One = Task<ErasureStep>;

/** Bunce has no call that deletes: the profile is overwritten where the config says with what, and then we forget. */
export async function deliverErasure(task: One): Promise<Delivery> {
  const { lease, ref, step, context } = task;
  const { account, erasedAt } = lease.person;
  // A shop that deletes its customer says nothing of the account that the identity provider still has.
  if (account !== undefined && erasedAt === undefined && !ref.owned && !step.work.requested) return DELIVERED;
  const overwritten = erasedAt === undefined ? await overwrite(task) : DELIVERED;
  if (overwritten.kind !== 'delivered') return overwritten;
  if ((await forget({ ...context, lease }, Date.parse(step.at))) === 'taken') return { kind: 'busy' };
  context.metrics.count('forgotten', { provider: step.envelope.provider });
  context.log.info('the person is forgotten', { correlation_id: step.envelope.id, step: step.id });
  return DELIVERED;
}

async function overwrite(task: One): Promise<Delivery> {
  const { context, step } = task;
  const { onErasure } = context.settings;
  const id = onErasure && (await customerOf(task));
  if (!onErasure || id === undefined) return DELIVERED;
  if (typeof id !== 'string') return id;
  const fields = erasedProfile(onErasure, id);
  const reply = await context.caller.ask(updateCustomer({ ...fields, customer_id: id }), step.envelope.id);
  if (reply.kind !== 'ok') return notFound(reply) ? DELIVERED : deliveryOf(reply);
  if (keptEmail(fields, customerIn(reply.body))) {
    context.metrics.count('emailKept');
    context.log.error('Bunce kept the e-mail of someone who is erased: delete them in its dashboard', { correlation_id: step.envelope.id });
  }
  return DELIVERED;
}

/** Bunce's id of them, who may be there without our knowing. */
async function customerOf(task: One): Promise<string | Delivery | undefined> {
  const { person } = task.lease;
  if (person.bunceId !== undefined) return person.bunceId;
  const by = askedBy(person);
  if (by === undefined) return undefined;
  const rows = await findRows(by, task);
  if ('kind' in rows) return rows;
  const row = await adopt(task, 'emails' in by ? rows.filter((each) => hasEmail(each, person.email)) : rows);
  return typeof row === 'string' ? undefined : row.customer_id;
}
