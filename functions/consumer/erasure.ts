import { erasedProfile } from '../../shared/bunce/erased-profile.ts';
import { notFound } from '../../shared/bunce/status.ts';
import { customerIn, updateCustomer } from '../../shared/bunce/wire.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { DELIVERED, type Delivery, deliveryOf } from './delivery.ts';
import { type Desk, type Errand, isGone, whoIs } from './desk.ts';
import { emailKey } from './entry.ts';
import { find } from './found.ts';
import { directoryKeys, idKeysOf } from './sighting.ts';
import type { ErasureStep, Step } from './step.ts';

/** Bunce has no call that deletes: the profile is overwritten where the config says with what, and then the directory forgets. */
export async function deliverErasure(step: ErasureStep, desk: Desk): Promise<Delivery> {
  const sighting = { customer: step.customer, provider: step.envelope.provider };
  // Asked again, or killed half-way: what is left goes too.
  if (isGone(step, desk)) return forgotten(step, { desk, keys: idKeysOf(sighting) });
  const person = whoIs(step, desk);
  if (!person) return { kind: 'waiting' };
  // A shop that deletes its customer says nothing of the account that the identity provider still has.
  if (person.account && !person.owned && !step.work.requested) return DELIVERED;
  const overwritten = await overwrite({ step, person, desk });
  if (overwritten.kind !== 'delivered') return overwritten;
  const emails = [person.email, person.changedEmail].flatMap((email) => email ?? []);
  return forgotten(step, { desk, keys: [...directoryKeys(sighting), ...emails.map(emailKey)] });
}

async function forgotten(step: Step, { desk, keys }: { readonly desk: Desk; readonly keys: readonly string[] }): Promise<Delivery> {
  await desk.directory.erase([...new Set(keys)], step.at);
  desk.metrics.count('forgotten', { provider: step.envelope.provider });
  desk.log.info('the person is forgotten', { correlation_id: step.envelope.id, step: step.id });
  return DELIVERED;
}

async function overwrite(errand: Errand): Promise<Delivery> {
  const { desk, person, step } = errand;
  const { onErasure } = desk.settings;
  if (!onErasure) return DELIVERED;
  const found = person.known && person.bunceId ? { customer_id: person.bunceId } : await find(errand);
  if (found === 'nobody') return DELIVERED;
  if ('kind' in found) return found;
  const fields = erasedProfile(onErasure, fingerprint(found.customer_id).slice(0, 16));
  const reply = await desk.ask(updateCustomer({ ...fields, customer_id: found.customer_id }), step.envelope.id);
  if (reply.kind !== 'ok') return notFound(reply) ? DELIVERED : deliveryOf(reply);
  const held = customerIn(reply.body)?.email?.toLowerCase();
  if (fields.email && held && held !== fields.email) {
    desk.metrics.count('emailKept');
    desk.log.error('Bunce kept the e-mail of someone who is erased: delete them in its dashboard', { correlation_id: step.envelope.id });
  }
  return DELIVERED;
}
