import { addDevices, type Device, signUp, track, update } from '../../../shared/bunce/command.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { factOf } from './person.ts';
import type { Identify, SignedUp } from './schema.ts';

/** Apps of one maker may share the id of a phone, but each has a token of its own. */
function devicesOf({ device, app }: NonNullable<Identify['context']>): Device[] {
  const type = device?.type?.toLowerCase();
  if (!device?.token || (type !== 'ios' && type !== 'android')) return [];
  return [{ type, token: device.token, ...(device.id && { id: [app?.namespace, device.id].filter(Boolean).join('#') }) }];
}

/** Apps identify at every start, often by the id alone: that says nothing new. */
export function identified(event: Identify): Told {
  const fact = factOf(event, event.traits);
  if (!fact) return 'nobody';
  const devices = event.context ? devicesOf(event.context) : [];
  const told = Object.keys(fact.customer).some((key) => key !== 'id') ? update(fact) : [];
  return devices.length > 0 ? [...told, addDevices({ ...fact, devices })] : told;
}

export function signedIn(event: SignedUp): Told {
  const fact = factOf(event, event.properties);
  const occasion = event.messageId ? `message:${event.messageId}:signed-in` : undefined;
  return fact
    ? [track('signed_in', { ...fact, properties: { method: event.properties?.method ?? event.properties?.type }, occasion })]
    : 'nobody';
}

export function signedUp(event: SignedUp): Told {
  const fact = factOf(event, event.properties);
  return fact ? signUp({ ...fact, method: event.properties?.method ?? event.properties?.type }) : 'nobody';
}
