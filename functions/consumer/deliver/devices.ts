import type { Device } from '../../../shared/bunce/command.ts';
import { exists, notFound } from '../../../shared/bunce/status.ts';
import { addDevices, rotateDevice } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { DELIVERED, type Delivery, deliveryOf } from '../delivery.ts';
import { identityOf } from '../people/person.ts';
import type { DevicesStep } from '../step.ts';
import { deviceOf, tokensIn, withToken } from './device-tokens.ts';
import { introduceAgain } from './introduce.ts';

type One = Task<DevicesStep>;
type Placed = Delivery | 'missing';

/** Adds or rotates push tokens. Bunce must know the person first, by an id. */
export async function deliverDevices(task: One): Promise<Delivery> {
  if (idOf(task) === undefined) return NOBODY;
  const done = await placeAll(task);
  if (done !== 'missing') return done;
  const introduced = await introduceAgain(task);
  if (typeof introduced === 'object') return introduced;
  const again = task.lease.person.bunceId === undefined ? 'missing' : await placeAll(task);
  return again === 'missing' ? NOBODY : again;
}

/** An account of whom nothing else is kept may be at Bunce all the same: a trigger told of it, and the invocation ended. */
const idOf = ({ lease: { person } }: One): string | undefined => identityOf(person).customer_id;

const NOBODY: Delivery = {
  kind: 'hopeless',
  reason: 'unknown-customer',
  detail: 'Bunce holds nobody to whom the devices could belong',
};

async function placeAll(task: One): Promise<Placed> {
  for (const device of task.step.work.devices) {
    const placed = await place(task, device);
    if (placed === 'missing' || placed.kind !== 'delivered') return placed;
  }
  return DELIVERED;
}

/** A device that has an id is remembered by it: its new token takes the old one's place. */
async function place(task: One, device: Device): Promise<Placed> {
  const { step, lease, context } = task;
  if (device.id === undefined) return send(task, device);
  const tokens = tokensIn(await context.tokens.read(lease.person.id));
  const name = deviceOf(step.envelope.provider, device.id);
  const last = tokens.find((token) => token.device === name);
  if (last && last.at > step.at) {
    context.metrics.count('stale', { what: 'device' });
    return DELIVERED;
  }
  const replaces = device.replaces ?? (last?.token === device.token ? undefined : last?.token);
  const placed = await send(task, { ...device, replaces });
  if (placed !== 'missing' && placed.kind === 'delivered')
    await context.tokens.write(lease.person.id, withToken(tokens, { device: name, token: device.token, at: step.at }));
  return placed;
}

type Sent = Pick<Device, 'type' | 'token' | 'replaces'>;

async function send(task: One, { type, token, replaces }: Sent): Promise<Placed> {
  const { step, context } = task;
  const id = idOf(task) ?? '';
  const device = { device_type: type, device_token: token };
  if (replaces !== undefined) {
    const rotated = await context.caller.ask(rotateDevice(id, { current_device_token: replaces, ...device }), step.envelope.id);
    // Bunce may never have had the old token: then the new one is added.
    if (rotated.kind !== 'refused') return deliveryOf(rotated);
  }
  const added = await context.caller.ask(addDevices(id, [device]), step.envelope.id);
  if (notFound(added)) return 'missing';
  return exists(added) ? DELIVERED : deliveryOf(added);
}
