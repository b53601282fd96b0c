import { erasedProfile } from '../../../shared/bunce/erased-profile.ts';
import { notFound } from '../../../shared/bunce/status.ts';
import { customerIn, updateCustomer } from '../../../shared/bunce/wire.ts';
import { fingerprint } from '../../../shared/runtime/fingerprint.ts';
import type { Task } from '../context.ts';
import { DELIVERED, type Delivery, deliveryOf } from '../delivery.ts';
import { leave } from '../state/addresses.ts';
import type { ErasureStep } from '../step.ts';
import { adopt, findRows, hasEmail } from './find-customer.ts';

type One = Task<ErasureStep>;

/** Bunce has no call that deletes: the profile is overwritten where the config says with what, and then we forget. */
export async function deliverErasure(task: One): Promise<Delivery> {
  const { lease, ref, step, context } = task;
  const { account, email, erasedAt } = lease.person;
  // A shop that deletes its customer says nothing of the account that the identity provider still has.
  if (account !== undefined && erasedAt === undefined && !ref.owned && !step.work.requested) return DELIVERED;
  const overwritten = erasedAt === undefined ? await overwrite(task) : DELIVERED;
  if (overwritten.kind !== 'delivered') return overwritten;
  if (email !== undefined && (await leave({ people: context.people, lease, email }, { keep: true })) === 'taken') return { kind: 'busy' };
  await context.tokens.write(lease.person.id, '');
  lease.learn({ ...FORGOTTEN, erasedAt: erasedAt ?? Date.parse(step.at) });
  context.metrics.count('forgotten', { provider: step.envelope.provider });
  context.log.info('the person is forgotten', { correlation_id: step.envelope.id, step: step.id });
  return DELIVERED;
}

/** An account that was there is remembered without its id: no other becomes this person. */
const FORGOTTEN = { email: undefined, bunceId: undefined, told: undefined, nobody: undefined, idOnly: undefined, account: '-', marks: {} };

async function overwrite(task: One): Promise<Delivery> {
  const { context, step } = task;
  const { onErasure } = context.settings;
  const id = onErasure && (await customerOf(task));
  if (!onErasure || id === undefined) return DELIVERED;
  if (typeof id !== 'string') return id;
  const fields = erasedProfile(onErasure, fingerprint(id).slice(0, 16));
  const reply = await context.caller.ask(updateCustomer({ ...fields, customer_id: id }), step.envelope.id);
  if (reply.kind !== 'ok') return notFound(reply) ? DELIVERED : deliveryOf(reply);
  const held = customerIn(reply.body)?.email?.toLowerCase();
  if (fields.email && held && held !== fields.email) {
    context.metrics.count('emailKept');
    context.log.error('Bunce kept the e-mail of someone who is erased: delete them in its dashboard', { correlation_id: step.envelope.id });
  }
  return DELIVERED;
}

/** Bunce's id of them, who may be there without our knowing. */
async function customerOf(task: One): Promise<string | Delivery | undefined> {
  const { bunceId, email, account, idOnly } = task.lease.person;
  if (bunceId !== undefined) return bunceId;
  const byEmail = email !== undefined && idOnly !== true;
  if (!byEmail && account === undefined) return undefined;
  const rows = await findRows(byEmail ? { emails: [email] } : { ids: [account ?? ''] }, task);
  if ('kind' in rows) return rows;
  const row = await adopt(task, byEmail ? rows.filter((each) => hasEmail(each, email)) : rows);
  return typeof row === 'string' ? undefined : row.customer_id;
}
