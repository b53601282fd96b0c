import { describe, expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { HOUR, TRIGGER, person, devices, signUp, triggered, reasons } from './messages.ts';
import { bought } from './ada.ts';
import { openScene } from './scene.ts';
import { envelope } from './shop.ts';

describe('what is hopeless', () => {
  it('is parked alone with the words of Bunce, and the rest of its envelope and group is delivered', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers/.*/devices', status: 422, body: { success: false, message: 'a@example.com: no such device' } });
    const both = envelope('clerk', devices('a'), track('refund_issued', { customer: person('a') }));
    await scene.send(both, signUp('a'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a', 'a']);
    const [parked, ...others] = await scene.parked();
    expect(others).toEqual([]);
    expect(parked?.envelope?.commands).toMatchObject([{ id: both.commands[0]?.id }]);
    expect(parked?.last).toEqual({ status: 422, message: '[e-mail]: no such device' });
  });

  it('stands in one message where one command is hopeless for two reasons, and where one of them is doubt, in that one', async () => {
    const purchase = { event: 'Purchase', parameters: { Amount: 'amount' }, attributes: { 'Last purchase at': 'occurredAt' } } as const;
    const scene = await openScene({ config: { events: { purchase_completed: { ...purchase, onAmbiguous: 'park' } } } });
    await scene.fault({ path: TRIGGER, times: 1, processedButLost: true });
    await scene.fault({ path: '/attributes/customers', status: 422 });
    await scene.send(bought('one', person('a')));
    await scene.drain();
    const [parked, ...others] = await scene.parked();
    expect(others).toEqual([]);
    expect(parked).toMatchObject({ reason: 'ambiguous', detail: expect.stringMatching(/no answer came.*; Bunce refused/) });
  });

  it('names the required parameter that has no value', async () => {
    const scene = await openScene();
    await scene.send(envelope('clerk', track('purchase_completed', { customer: person('a'), properties: { amount: 100 } })));
    await scene.drain();
    expect((await scene.parked())[0]).toMatchObject({ reason: 'rejected', detail: expect.stringContaining('"Amount"') });
  });

  it('is an event older than its binding allows', async () => {
    const scene = await openScene();
    const occurredAt = new Date(Date.now() - 2 * HOUR).toISOString();
    await scene.send(envelope('clerk', track('payment_failed', { customer: person('a'), occurredAt })));
    await scene.drain();
    expect(await reasons(scene)).toEqual(['too-late']);
    expect(await scene.calls()).toEqual([]);
  });

  it('is acknowledged by a redelivery but tried again by a replay', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 422, times: 1 });
    const message = signUp('a');
    await scene.send(message);
    await scene.drain();
    await scene.sendRaw(JSON.stringify(message), 'again');
    await scene.drain();
    expect(await triggered(scene)).toEqual([]);
    await scene.send({ ...message, generation: 1 });
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('is not acknowledged when it cannot be parked', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 422 });
    await scene.send(signUp('a'));
    const park = async () => Promise.reject(new Error('SQS is down'));
    expect(await scene.invoke({ queues: { park, resend: park, hide: park } })).toHaveLength(1);
  });

  it('is a message that holds no envelope, kept as it is', async () => {
    const scene = await openScene();
    await scene.sendRaw('{"v":1}', 'g');
    await scene.drain();
    expect(await scene.parked()).toMatchObject([{ reason: 'rejected', step: 'read', raw: {} }]);
  });
});
