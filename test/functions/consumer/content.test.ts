import { describe, expect, it } from 'vitest';

import { contentOf } from '../../../functions/consumer/receipt.ts';
import { addDevices, customer, track } from '../../../shared/bunce/command.ts';
import { packBody, packed, type Parked } from '../../../shared/queue/parked.ts';
import { envelope } from './shop.ts';

const who = customer({ id: 'user_1', email: 'efe@example.com' });
const whole = envelope(
  'clerk',
  track('signed_up', { customer: who }),
  addDevices({ customer: who, devices: [{ type: 'ios', token: 't' }] }),
);
const text = JSON.stringify(whole);
/** The same with one of its words, as text, written otherwise. */
const edited = (from: string, to: string): string => text.replace(from, to);

const story = {
  v: 1,
  provider: 'clerk',
  type: 'user.created',
  generation: 0,
  reason: 'rejected',
  detail: 'Bunce refused it',
  parkedAt: '2026-03-14T10:00:00.000Z',
  firstReceivedAt: '2026-03-14T09:00:00.000Z',
  receiveCount: 1,
  step: 'track-event',
  version: 'test',
} as const;
const refused: Parked = { ...story, id: whole.id, envelope: whole };
const unreadable: Parked = {
  ...story,
  id: 'clerk/evt',
  reason: 'unreadable',
  raw: { body: packBody(Buffer.from('{"odd":1}')), headers: {} },
};
const ofTheQueue = (body: string): Parked => ({
  ...story,
  id: 'queue/m',
  provider: 'queue',
  type: null,
  raw: { body: packBody(Buffer.from(body)), headers: {} },
});

describe('what a message holds', () => {
  it('is its envelope', () => {
    expect(contentOf(text)).toEqual({ kind: 'envelope', envelope: whole });
  });

  it.each([
    ['a later version', edited('"v":1', '"v":2')],
    ['a key more', edited('"v":1', '"v":1,"channel":"web"')],
    ['a key more in a person', edited('"id":"user_1"', '"id":"user_1","tier":"gold"')],
    ['a property more', edited('"properties":{}', '"properties":{"plan":"pro"}')],
    ['a new event', edited('signed_up","properties', 'loan_disbursed","properties')],
    ['a new command', edited('"type":"add-devices"', '"type":"remove-devices"')],
    ['a new word of a closed list', edited('"type":"ios"', '"type":"web"')],
    ['a new mode', edited('"mode":"live"', '"mode":"shadow"')],
    ['two things new at once', edited('"mode":"live"', '"mode":"shadow"').replace('"v":1', '"v":1,"channel":"web"')],
    ['a parked message with a key more', JSON.stringify({ ...refused, owner: 'ops' })],
    ['a parked message for a new reason', JSON.stringify({ ...refused, reason: 'erased' })],
    [
      'a packed envelope with a new event',
      JSON.stringify(packed(refused)).replace(/"packed":"[^"]*"/, `"packed":"${packBody(Buffer.from(edited('signed_up"', 'sent_off"')))}"`),
    ],
  ])('waits for the code that wrote it: %s', (_what, body) => {
    expect(contentOf(body)).toMatchObject({ kind: 'later' });
  });

  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['a bare version', '{"v":1}'],
    ['no version', edited('"v":1,', '')],
    ['no commands', JSON.stringify({ ...whole, commands: [] })],
    ['an event whose name is no word', edited('"name":"signed_up"', '"name":7')],
    ['a mode that is no word', edited('"mode":"live"', '"mode":null')],
    ['a key more and no group', JSON.stringify({ ...whole, group: undefined, channel: 'web' })],
    ['a reason and nothing else', '{"v":1,"reason":"rejected"}'],
    ['a parked message that cannot be unpacked', JSON.stringify({ ...story, id: 'clerk/evt', packed: 'x' })],
  ])('is junk where no envelope of ours can be that: %s', (_what, body) => {
    expect(contentOf(body)).toMatchObject({ kind: 'junk' });
  });
});

describe('what the SQS console sends back', () => {
  it.each([
    ['as it is', refused],
    ['packed', packed(refused)],
    ['parked once as a message of the queue', ofTheQueue(JSON.stringify(refused))],
  ])('is the parked envelope, one generation on: %s', (_how, message) => {
    const content = contentOf(JSON.stringify(message));
    const generation = message === refused || 'packed' in message ? 1 : 2;
    expect(content).toEqual({ kind: 'envelope', envelope: { ...whole, generation } });
  });

  it('is one generation on of the parked message, whatever its envelope says', () => {
    expect(contentOf(JSON.stringify({ ...refused, generation: 3 }))).toMatchObject({ envelope: { generation: 4 } });
  });

  it('is parked again with its own reason where only the receiver can read it, past the de-duplication of the first time', () => {
    expect(contentOf(JSON.stringify(unreadable))).toEqual({ kind: 'redriven', parked: { ...unreadable, generation: 1 } });
  });

  it('is what today’s code can read of a message that was junk once', () => {
    expect(contentOf(JSON.stringify(ofTheQueue(text)))).toMatchObject({ kind: 'envelope', envelope: { id: whole.id, generation: 1 } });
    expect(contentOf(JSON.stringify(ofTheQueue(edited('"v":1', '"v":2'))))).toMatchObject({ kind: 'later' });
  });

  it('is parked again where it is junk still', () => {
    expect(contentOf(JSON.stringify(ofTheQueue('hello')))).toMatchObject({ kind: 'redriven', parked: { id: 'queue/m', generation: 1 } });
  });
});
