import { describe, expect, it } from 'vitest';

import { addDevices, customer, track, upsert } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { envelope, openScene, type Scene } from './scene.ts';

const HOUR = 3_600_000;
const TRIGGER = '/events/trigger';
const person = (id: string) => customer({ id, email: `${id}@example.com`, firstName: 'Ada', lastName: 'Obi', phone: '+2348031234567' });
const signUp = (id: string): Envelope => envelope('clerk', track('signed_up', { customer: person(id) }));
const devices = (id: string) => addDevices({ customer: person(id), devices: [{ type: 'ios', token: `token-${id}` }] });
const refund = (id: string): Envelope => envelope('clerk', track('refund_issued', { customer: person(id) }));
const triggered = async (scene: Scene): Promise<readonly (string | null)[]> => (await scene.events()).map(({ customer_id: id }) => id);
const reasons = async (scene: Scene): Promise<readonly string[]> => (await scene.parked()).map(({ reason }) => reason);

describe('a retry', () => {
  it('returns the message and all behind it in its group, while other groups go on', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers', status: 503, times: 1 });
    const [first, second, other] = [envelope('clerk', upsert({ customer: person('a') })), signUp('a'), signUp('b')];
    await scene.send(first, second, other);
    expect(await scene.invoke()).toEqual([first.id, second.id]);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['b', 'a']);
  });

  it('waits at least as long as Bunce asks, and nobody is called before', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 429, headers: { 'Retry-After': '200' }, times: 1 });
    await scene.send(signUp('a'));
    await scene.invoke();
    await scene.send(signUp('b'));
    await scene.invoke();
    expect(scene.hidden[0]).toBe(200);
    expect(await scene.calls()).toHaveLength(1);
    expect(scene.counts['throttled']).toBe(1);
  });

  it('ends in parking when the message is too old, with what was tried last', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 2 });
    await scene.send(signUp('a'));
    await scene.invoke();
    scene.clock.ahead += 73 * HOUR;
    await scene.drain(1);
    expect(await scene.parked()).toMatchObject([{ reason: 'gave-up', receiveCount: 2, last: { status: 500 }, step: 'track-event' }]);
  });

  it('finds what was delivered before in the ledger', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers/a/devices', status: 503, times: 1 });
    await scene.send(envelope('clerk', track('signed_up', { customer: person('a') }), devices('a')));
    expect(await scene.invoke()).toHaveLength(1);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
    expect(scene.counts['ledgerHits']).toBe(1);
  });
});

describe('the gate', () => {
  it.each([
    ['a wrong key', { status: 401 }],
    ['a wrong URL', { status: 404, body: { message: 'Not Found' } }],
    ['a page of something else', { garbage: true }],
    ['a redirection', { status: 302 }],
  ])('shuts on %s: one call, an error log, nothing parked however old', async (_, fault) => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, ...fault });
    await scene.send(signUp('a'));
    await scene.invoke();
    await scene.send(signUp('b'), signUp('c'));
    await scene.invoke();
    expect(await scene.calls()).toHaveLength(1);
    scene.clock.ahead += 100 * HOUR;
    await scene.invoke();
    expect(await scene.calls()).toHaveLength(2);
    expect(scene.counts['gateClosed']).toBe(2);
    expect(await scene.parked()).toEqual([]);
  });

  it('shuts when three messages in a row fail, and opens with one probe', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 3 });
    await scene.send(...['a', 'b', 'c', 'd', 'e'].map(signUp));
    await scene.drain();
    expect(scene.counts['gateClosed']).toBe(1);
    expect([...(await triggered(scene))].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('stays open when it is one message that fails again and again', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, status: 500, times: 6 });
    await scene.send(signUp('a'));
    await scene.drain(6);
    expect(scene.counts['gateClosed']).toBeUndefined();
  });

  it('shuts without a key, and names the setting', async () => {
    const scene = await openScene({ key: () => undefined });
    await scene.send(signUp('a'));
    await scene.invoke();
    expect(scene.lines.join()).toMatch(/wrong key.*BUNCE_SECRET_ID/);
  });
});

describe('what is hopeless', () => {
  it('is parked alone with the words of Bunce, and the rest of its envelope and group is delivered', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers/.*/devices', status: 422, body: { success: false, message: 'a@example.com: no such device' } });
    const both = envelope('clerk', devices('a'), track('refund_issued', { customer: person('a') }));
    await scene.send(both, signUp('a'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a', 'a']);
    console.log(scene.lines, await scene.calls());
    const [parked, ...others] = await scene.parked();
    expect(others).toEqual([]);
    expect(parked?.envelope?.commands).toMatchObject([{ id: both.commands[0]?.id }]);
    expect(parked?.last).toEqual({ status: 422, message: '[e-mail]: no such device' });
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

describe('never twice', () => {
  it('sends a redelivery once, even beside its twin', async () => {
    const scene = await openScene();
    const message = signUp('a');
    for (let copy = 0; copy < 3; copy += 1) await scene.sendRaw(JSON.stringify(message), 'g');
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it.each([
    ['a lost answer', { processedButLost: true }],
    ['502', { status: 502, processedButLost: true }],
  ])('knows %s as ambiguous and parks it where the binding says so', async (_, fault) => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, times: 1, ...fault });
    await scene.send(refund('a'));
    await scene.drain();
    expect(await reasons(scene)).toEqual(['ambiguous']);
    expect(await triggered(scene)).toEqual(['a']);
    expect(scene.counts['ambiguous']).toBe(1);
  });

  it('sends an ambiguous event again where the binding does not mind, and counts it', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, times: 1, processedButLost: true });
    await scene.send(signUp('a'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a', 'a']);
    expect(scene.counts['ambiguous']).toBe(1);
  });

  it('takes a claim that a crash left behind as ambiguous', async () => {
    const scene = await openScene();
    const message = refund('a');
    await scene.state.write([{ pk: `ledger#${message.commands[0]?.id}`, state: 'sending', generation: 0 }]);
    await scene.send(message);
    await scene.drain();
    expect(await scene.calls()).toEqual([]);
    expect(await reasons(scene)).toEqual(['ambiguous']);
  });

  it('calls nobody without the ledger', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    const fail = async () => Promise.reject(new Error('DynamoDB is down'));
    expect(await scene.invoke({ ledger: { read: fail, claim: fail, release: fail, mark: fail } })).toHaveLength(1);
    expect(await scene.calls()).toEqual([]);
  });
});

describe('an event that names its person by an id alone', () => {
  const idOnly = () => envelope('paystack', track('refund_issued', { customer: { id: 'CUS_1' } }));
  const telling = () => envelope('paystack', track('refund_issued', { customer: customer({ id: 'CUS_1', email: 'a@example.com' }) }));

  it('finds them by what an earlier event told', async () => {
    const scene = await openScene();
    await scene.send(telling());
    await scene.drain();
    await scene.send(idOnly());
    await scene.drain();
    expect(await scene.events()).toMatchObject([{ email: 'a@example.com' }, { email: 'a@example.com' }]);
  });

  it('waits in a group of its own for the event that tells', async () => {
    const scene = await openScene();
    await scene.send(idOnly());
    expect(await scene.invoke()).toEqual([]);
    expect(await scene.invoke()).toHaveLength(1);
    await scene.send(telling());
    await scene.drain();
    expect(await scene.events()).toHaveLength(2);
  });

  it('is parked after waiting, not dropped', async () => {
    const scene = await openScene();
    const message = idOnly();
    await scene.send(message);
    await scene.invoke();
    await scene.invoke();
    scene.clock.ahead += 1.1 * HOUR;
    await scene.drain();
    expect(await scene.parked()).toMatchObject([{ id: message.id, reason: 'unknown-customer' }]);
  });
});

describe('a batch', () => {
  it('leaves a message of a later version, and all behind it, for the code that reads it', async () => {
    const scene = await openScene();
    await scene.sendRaw(JSON.stringify({ v: 2, id: 'tomorrow' }), 'clerk:a');
    await scene.send(signUp('a'), signUp('b'));
    expect(await scene.invoke()).toHaveLength(2);
    expect(await triggered(scene)).toEqual(['b']);
  });

  it('starts no call when its time is up, and returns what is left', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    expect(await scene.invoke({ ask: async () => ({ kind: 'held', after: 0 }) })).toHaveLength(1);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('runs a message last that keeps coming back without a trace', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    const fail = async () => Promise.reject(new Error('crash'));
    for (let round = 0; round < 4; round += 1) await scene.invoke({ ledger: { read: fail, claim: fail, release: fail, mark: fail } });
    await scene.send(signUp('b'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['b', 'a']);
  });

  it('tells no log line whom it is about', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers', status: 422, times: 1 });
    await scene.send(envelope('clerk', upsert({ customer: person('a') })), signUp('a'));
    await scene.drain();
    expect(scene.lines.join('\n')).not.toMatch(/@example|Ada|Obi|234803/);
  });
});
