import { hash, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { customer, track } from '../../../shared/bunce/command.ts';
import { type Envelope, envelopeOf } from '../../../shared/queue/envelope.ts';
import { packBody, Parked, unpacked } from '../../../shared/queue/parked.ts';
import { MESSAGE_LIMIT, parkedMessages, receivedMessage } from '../../../shared/queue/sender.ts';

/** Text that does not compress. */
const noise = (bytes: number): string => randomBytes(bytes).toString('base64').slice(0, bytes);
const refused = (index: number, reason: string) =>
  track('payment_failed', { customer: customer({ id: `user_${index}` }), properties: { reason } });

/** An envelope of so many commands and nearly so many bytes. */
function envelope({ commands, bytes, word }: { readonly commands: number; readonly bytes: number; word(bytes: number): string }): Envelope {
  const origin = { provider: 'hmac', identity: { type: 'batch', id: 'evt', mode: 'live' as const }, receivedAt: new Date(0) };
  const room = Math.floor((bytes - 600 - commands * 280) / commands);
  return envelopeOf(
    origin,
    Array.from({ length: commands }, (_, index) => refused(index, word(room))),
  );
}

const parked = (held: Pick<Parked, 'envelope' | 'raw'>, detail = 'Bunce refused it'): Parked => ({
  v: 1,
  id: 'hmac/evt',
  provider: 'hmac',
  type: 'batch',
  generation: 0,
  reason: 'rejected',
  detail,
  parkedAt: '2026-03-14T10:00:00.000Z',
  firstReceivedAt: '2026-03-14T10:00:00.000Z',
  receiveCount: 1,
  last: { status: 422, message: detail },
  step: 'track-event',
  version: 'test',
  ...held,
});

const read = (body: string): Parked => Parked.parse(unpacked(JSON.parse(body)));

describe('a parked message', () => {
  const near = MESSAGE_LIMIT - 1000;

  it.each([
    ['of one command that compresses', { commands: 1, bytes: near, word: (bytes: number) => 'x'.repeat(bytes) }, 1],
    ['of many commands that compress', { commands: 1000, bytes: near, word: (bytes: number) => 'é'.repeat(bytes / 2) }, 1],
    ['of one command that does not compress', { commands: 1, bytes: near - 64 * 1024, word: noise }, 1],
    ['of two commands that do not compress', { commands: 2, bytes: near, word: noise }, 2],
    ['of many commands that do not compress', { commands: 400, bytes: near, word: noise }, 2],
  ])('%s fits SQS beside words of any length, and nothing of it is lost', (_what, shape, most) => {
    const whole = envelope(shape);
    const messages = parkedMessages(parked({ envelope: whole }, 'because '.repeat(100_000)));
    expect(messages.length).toBeLessThanOrEqual(most);
    for (const { body } of messages) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MESSAGE_LIMIT);
    const parts = messages.map(({ body }) => read(body));
    expect(hash('sha256', JSON.stringify(parts.flatMap(({ envelope }) => envelope?.commands ?? [])))).toBe(
      hash('sha256', JSON.stringify(whole.commands)),
    );
    expect(new Set(messages.map(({ dedup }) => dedup)).size).toBe(messages.length);
  });

  it('is written plainly where it fits', () => {
    const message = parked({ envelope: envelope({ commands: 3, bytes: 5000, word: noise }) });
    expect(parkedMessages(message).map(({ body }): unknown => JSON.parse(body))).toEqual([message]);
  });

  it('holds a raw body of 4 MiB that compresses', () => {
    const raw = { body: packBody(Buffer.alloc(4 * MESSAGE_LIMIT, 'webhook')), headers: {} };
    expect(parkedMessages(parked({ raw }))).toHaveLength(1);
  });

  it('cannot hold one that does not, so that the receiver leaves the webhook to its provider', () => {
    const raw = { body: packBody(randomBytes(4 * MESSAGE_LIMIT)), headers: {} };
    expect(() => parkedMessages(parked({ raw }))).toThrow(RangeError);
  });
});

describe('an envelope that is received', () => {
  it('is left to its provider where it could not be parked', () => {
    expect(() => receivedMessage(envelope({ commands: 1, bytes: MESSAGE_LIMIT - 1000, word: noise }))).toThrow(RangeError);
  });

  it('can be parked with any words where it is taken', () => {
    const whole = envelope({ commands: 1, bytes: MESSAGE_LIMIT - 65 * 1024, word: noise });
    expect(receivedMessage(whole).body).toBe(JSON.stringify(whole));
    expect(parkedMessages(parked({ envelope: whole }, '€'.repeat(1_000_000)))).toHaveLength(1);
  });
});
