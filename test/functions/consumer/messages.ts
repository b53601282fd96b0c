import { addDevices, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import type { Scene } from './scene.ts';
import { envelope } from './shop.ts';

export const HOUR = 3_600_000;
export const TRIGGER = '/events/trigger';

export const person = (id: string): Customer =>
  customer({ id, email: `${id}@example.com`, firstName: 'Ada', lastName: 'Obi', phone: '+2348031234567' });
export const devices = (id: string) => addDevices({ customer: person(id), devices: [{ type: 'ios', token: `token-${id}` }] });
export const signUp = (id: string): Envelope => envelope('clerk', track('signed_up', { customer: person(id) }));
export const refund = (id: string): Envelope => envelope('clerk', track('refund_issued', { customer: person(id) }));

/** Whom Bunce took events of, in order. */
export const triggered = async (scene: Scene) => (await scene.events()).map(({ customer_id: id }) => id);
export const reasons = async (scene: Scene) => (await scene.parked()).map(({ reason }) => reason);
