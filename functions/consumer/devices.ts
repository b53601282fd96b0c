import type { Device } from '../../shared/bunce/command.ts';
import { exists } from '../../shared/bunce/status.ts';
import { addDevice, type DeviceCall, rotateDevice } from '../../shared/bunce/wire.ts';
import { DELIVERED, type Delivery, deliveryOf } from './delivery.ts';
import { afterwards, type Errand, whoIs } from './desk.ts';
import { find, learnt } from './found.ts';
import { deliverProfile } from './profile.ts';
import type { DevicesStep } from './step.ts';
import { lastToken, rememberToken } from './tokens.ts';

/** Adds or rotates push tokens. Bunce must know the person first, by an id. */
export async function deliverDevices(errand: Errand<DevicesStep>): Promise<Delivery> {
  const customerId = await knownId(errand);
  if (typeof customerId !== 'string') return customerId;
  for (const device of errand.step.work.devices) {
    const delivery = await deliverDevice(errand, { ...device, customerId });
    if (delivery.kind !== 'delivered') return delivery;
  }
  return DELIVERED;
}

async function knownId(errand: Errand<DevicesStep>): Promise<string | Delivery> {
  const { step, desk } = errand;
  if (errand.person.known && errand.person.bunceId) return errand.person.bunceId;
  const created = await deliverProfile({ ...errand, step: { ...step, work: { kind: 'profile', unlessKnown: true } } });
  if (created.kind !== 'delivered') return created;
  const person = whoIs(step, desk) ?? errand.person;
  if (person.known && person.bunceId) return person.bunceId;
  const found = await find({ ...errand, person });
  if (found === 'nobody')
    return { kind: 'hopeless', reason: 'unknown-customer', detail: 'Bunce holds nobody to whom the devices could belong' };
  if ('kind' in found) return found;
  await learnt({ ...errand, person }, { answer: found, id: found.customer_id, email: person.email });
  return found.customer_id;
}

/** A device that has an id is remembered by it: its new token takes the old one's place. */
async function deliverDevice(errand: Errand, device: Device & DeviceCall): Promise<Delivery> {
  const { desk, step } = errand;
  const { id, token, customerId } = device;
  if (id === undefined) return placed(errand, device);
  const owned = { provider: step.envelope.provider, id, customerId };
  const last = lastToken(owned, desk);
  if (last && last.at > step.at) {
    desk.metrics.count('stale', { what: 'device' });
    return DELIVERED;
  }
  const replaces = device.replaces ?? (last?.token === token ? undefined : last?.token);
  const delivery = await placed(errand, { ...device, replaces });
  if (delivery.kind === 'delivered') await afterwards(errand, async () => rememberToken(owned, { desk, token, at: step.at }));
  return delivery;
}

async function placed({ step, desk }: Errand, device: DeviceCall & Pick<Device, 'replaces'>): Promise<Delivery> {
  const { replaces } = device;
  if (replaces !== undefined) {
    const rotated = await desk.ask(rotateDevice({ ...device, replaces }), step.envelope.id);
    // Bunce may never have had the old token: then the new one is added.
    if (rotated.kind !== 'refused') return deliveryOf(rotated);
  }
  const added = await desk.ask(addDevice(device), step.envelope.id);
  return exists(added) ? DELIVERED : deliveryOf(added);
}
