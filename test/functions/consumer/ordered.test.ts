import { expect, it } from 'vitest';

import { homeOf, sampleOf } from '../../../local/samples.ts';
import { providers } from '../../../functions/webhooks/registry.ts';
import { type Envelope, envelopeOf } from '../../../shared/queue/envelope.ts';
import { readingOf } from '../../../testing/reading.ts';
import { TRIGGER } from './messages.ts';
import { openScene } from './scene.ts';

/** What the receiver of a provider queues of its sample. */
async function received(name: string, sample: string): Promise<Envelope> {
  const provider = providers[name];
  const reading = provider && (await readingOf(provider, sampleOf(homeOf(name), sample)));
  if (reading?.kind !== 'read') throw new Error(`${name} tells nothing of ${sample}`);
  const { type, mode, thread, commands } = reading;
  return envelopeOf({ provider: name, identity: { type, mode, id: sample }, thread, receivedAt: new Date() }, commands);
}

it.each([
  ['flutterwave', 'charge.completed', 'refund'],
  ['kora', 'charge.success', 'refund.success'],
  ['monnify', 'SUCCESSFUL_TRANSACTION', 'SUCCESSFUL_REFUND'],
  ['paystack', 'charge.success', 'refund.processed'],
  ['shopify', 'orders.paid', 'refunds.create'],
  ['square', 'payment.updated-card-on-file', 'refund.updated-card-on-file'],
])('a refund of %s waits for the purchase that is tried again', async (name, purchase, refund) => {
  const scene = await openScene();
  await scene.fault({ path: TRIGGER, status: 503, times: 1 });
  await scene.send(await received(name, purchase));
  await scene.invoke({ queues: { ...scene.queues, hide: async () => {} } });
  await scene.send(await received(name, refund));
  await scene.invoke();
  expect(await scene.events()).toEqual([]);
});
