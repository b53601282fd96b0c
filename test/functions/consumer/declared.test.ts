import { describe, expect, it } from 'vitest';

import { setAttributes, track } from '../../../shared/bunce/command.ts';
import type { TrackedEvent } from '../../../shared/bunce/event.ts';
import { defineConfig } from '../../../shared/config/config.ts';
import { ADA } from './ada.ts';
import { openScene, type Scene } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const computed = (event: TrackedEvent): number => ('quantity' in event.properties ? Number(event.properties.quantity ?? 0) : 0);
/** Every type, each with what may go wrong. */
const { events } = defineConfig({
  ...CONFIG,
  events: {
    purchase_completed: {
      event: 'Purchase',
      parameters: {
        Amount: { from: 'amount', required: true },
        'Amount in words': { from: 'amount', type: 'text' },
        'Funding Method': { from: 'paymentMethod', default: 'unknown', required: true },
        Count: { from: computed, type: 'numeric' },
        'Bought at': 'occurredAt',
        Shop: { default: 'web', required: true },
        'First name': { from: 'customer.firstName', required: true },
        Reference: 'reference',
      },
      attributes: { Spent: 'amount', 'Last purchase at': 'occurredAt' },
    },
  },
});

const bought = (properties: object) => {
  const occurredAt = '2026-03-01T23:59:59.999Z';
  return envelope('clerk', track('purchase_completed', { customer: ADA, occurredAt, properties: { currency: 'NGN', ...properties } }));
};

async function afterwards(properties: object) {
  const scene = await openScene({ config: { events } });
  await scene.send(bought(properties));
  await scene.drain();
  return scene;
}

const BOUGHT = { 'Bought at': '2026-03-01T23:59:59Z', Shop: 'web', 'First name': 'Ada', email: 'ada@example.com' };

describe('a trigger', () => {
  it('holds what is declared, by its type, and nothing else', async () => {
    const scene = await afterwards({ amount: 250_050, paymentMethod: 'card', quantity: 2, product: 'not bound', reference: 'R-1' });
    const { customer: _customer, ...sent } = (await scene.events())[0]?.payload ?? {};
    const given = { Amount: 2500.5, 'Amount in words': '2500.50', 'Funding Method': 'card', Count: 2, Reference: 'R-1' };
    expect(sent).toEqual({ ...BOUGHT, ...given });
    expect((await scene.customers())[0]?.attributes).toEqual({ Spent: '2500.5', 'Last purchase at': '2026-03-01T23:59:59Z' });
  });

  it.each([
    [
      { currency: 'JPY', amount: 250_050 },
      { Amount: 250_050, 'Amount in words': '250050' },
    ],
    [
      { currency: 'KWD', amount: 250_050 },
      { Amount: 250.05, 'Amount in words': '250.050' },
    ],
    [
      { currency: 'CLF', amount: -1 },
      { Amount: -0.0001, 'Amount in words': '-0.0001' },
    ],
    [
      { currency: 'NGN', amount: 123_456_789_012_345 },
      { Amount: 1_234_567_890_123.45, 'Amount in words': '1234567890123.45' },
    ],
  ])('holds %j in major units', async (money, sent) => {
    const scene = await afterwards(money);
    expect((await scene.events())[0]?.payload).toMatchObject(sent);
  });

  it('has the default for what is missing and required, and lacks what is missing and not', async () => {
    const scene = await afterwards({ amount: 100 });
    const { customer: _customer, ...sent } = (await scene.events())[0]?.payload ?? {};
    expect(sent).toEqual({ ...BOUGHT, Amount: 1, 'Amount in words': '1.00', 'Funding Method': 'unknown', Count: 0 });
  });

  it.each([
    ['which has no value', {}],
    ['whose value does not convert to numeric', { amount: Number.MAX_SAFE_INTEGER, currency: 'KWD' }],
  ])('with a required parameter %s is not sent but parked with its name', async (because, properties) => {
    const scene = await afterwards(properties);
    expect(await scene.events()).toEqual([]);
    expect(await scene.parked()).toMatchObject([
      { reason: 'rejected', detail: `the event "Purchase" requires the parameter "Amount", ${because}` },
    ]);
  });

  it('leaves out a number that would need an exponent, and says so once', async () => {
    const scene = await openScene({ config: { events } });
    await scene.fault({ path: '/events/trigger', status: 503, times: 1 });
    await scene.send(bought({ amount: 100, quantity: 1e21 }));
    await scene.drain();
    expect((await scene.events())[0]?.payload).not.toHaveProperty('Count');
    expect(scene.counts).toMatchObject({ unfit: 1, 'unfit purchase_completed.Count': 1 });
    expect(scene.lines.filter((line) => line.includes('does not convert'))).toEqual([expect.stringContaining('purchase_completed.Count')]);
    expect(scene.lines.join('\n')).not.toContain('1e+21');
  });
});

describe('an attribute', () => {
  /** As if every attribute had been declared a number. */
  const numeric = ({ catalogue }: Scene) => ({
    ...catalogue,
    attributes: catalogue.attributes.map((each) => ({ ...each, type: 'numeric' as const })),
  });

  it('of a fact that does not convert is counted and named, never its value', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', setAttributes({ customer: ADA, attributes: { identityStatus: 'verified' } })));
    await scene.invoke({ catalogue: numeric(scene) });
    expect((await scene.customers())[0]?.attributes).toEqual({});
    expect(scene.counts).toMatchObject({ unfit: 1, 'unfit Identity': 1 });
    expect(scene.lines.filter((line) => line.startsWith('not sent'))).toEqual([expect.stringContaining('Identity')]);
    expect(scene.lines.join('')).not.toContain('verified');
  });

  it('of an event that does not convert is left out beside those that do', async () => {
    const scene = await openScene({ config: { events } });
    await scene.send(bought({ amount: 100 }));
    await scene.invoke({ catalogue: numeric(scene) });
    expect(scene.counts).toMatchObject({ unfit: 1, 'unfit Last purchase at': 1 });
    expect((await scene.customers())[0]?.attributes).toEqual({ Spent: '1' });
  });
});
