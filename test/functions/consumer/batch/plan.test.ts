import { describe, expect, it } from 'vitest';

import { plan } from '../../../../functions/consumer/batch/plan.ts';
import { receiptOf } from '../../../../functions/consumer/receipt.ts';
import {
  addDevices,
  type Command,
  customer,
  leave,
  PRIVACY_REQUEST,
  setAttributes,
  track,
  upsert,
} from '../../../../shared/bunce/command.ts';
import { stageOf } from '../../../../shared/config/config.ts';
import { CONFIG, envelope } from '../shop.ts';

const ADA = customer({ id: 'user_1', email: 'ada@example.com' });
const id = '00000000-0000-4000-8000-000000000000';
const settings = stageOf({ ...CONFIG, events: { ...CONFIG.events, account_deleted: { event: 'Deleted', parameters: {} } } }, 'default');
const NAMES = ['Signed up', 'Purchase', 'Refund', 'Deleted'];
const whole = {
  baseUrl: 'http://127.0.0.1/v1',
  events: NAMES.map((name) => ({ id, name, parameters: [] })),
  attributes: ['Last purchase at', 'Identity'].map((name) => ({ id, name, type: 'text' as const })),
};

function steps(command: Command, catalogue: typeof whole = whole) {
  const message = envelope('clerk', command);
  const receipt = receiptOf({
    messageId: 'm',
    receiptHandle: 'h',
    body: '',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0' },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: '',
    eventSourceARN: '',
    awsRegion: '',
  });
  return plan({ envelope: message, receipt }, { settings, catalogue });
}
const kinds = (command: Command, catalogue = whole) => steps(command, catalogue).map(({ work }) => work.kind);

describe('a command is', () => {
  it.each([
    ['a profile', upsert({ customer: ADA }), ['profile']],
    ['devices', addDevices({ customer: ADA, devices: [{ type: 'ios', token: 't' }] }), ['devices']],
    ['attributes', setAttributes({ customer: ADA, attributes: { identityStatus: 'verified' } }), ['attributes']],
    ['nothing where no fact is bound', setAttributes({ customer: ADA, attributes: { marketingConsent: true } }), ['unbound']],
    ['a trigger', track('signed_up', { customer: ADA }), ['trigger']],
    ['a trigger, then the attributes of its binding', track('purchase_completed', { customer: ADA }), ['trigger', 'attributes']],
    ['a trigger, then the erasure', leave({ customer: ADA }), ['trigger', 'erasure']],
    ['nothing where no event is bound', track('subscription_renewed', { customer: ADA }), ['unbound']],
    ['impossible where the account has no such event', track('payment_failed', { customer: ADA }), ['impossible']],
    ['impossible with an address that is none', upsert({ customer: { email: 'x'.repeat(321) } }), ['impossible']],
    ['impossible with an id that is none', upsert({ customer: { id: 'x', aliases: ['y'.repeat(513)] } }), ['impossible']],
  ])('%s', (_what, command, wanted) => {
    expect(kinds(command)).toEqual(wanted);
  });

  it('a trigger alone where the account lacks the attribute of its binding, and says so', () => {
    expect(kinds(track('purchase_completed', { customer: ADA }), { ...whole, attributes: [] })).toEqual(['trigger', 'impossible']);
  });

  it('two steps with a name of their own where it is two', () => {
    const [trigger, attributes] = steps(track('purchase_completed', { customer: ADA }));
    expect(attributes?.id).toBe(`${trigger?.id}#attributes`);
    expect(attributes?.commandId).toBe(trigger?.id);
  });

  it.each([
    ['by the person', undefined, false],
    ['by law', PRIVACY_REQUEST, true],
  ])('an erasure asked for %s', (_whom, reason, requested) => {
    const told = leave({ customer: ADA, ...(reason !== undefined && { reason }) });
    expect(steps(told).at(-1)?.work).toEqual({ kind: 'erasure', requested });
  });
});

describe('a step has', () => {
  const at = (occurredAt?: string) => {
    const [step] = steps(track('signed_up', { customer: ADA, occurredAt }));
    return [step?.at, step?.envelope.receivedAt ?? ''] as const;
  };

  it('the time of its event, else of the receipt', () => {
    expect(at('2026-01-01T00:00:00.000Z')[0]).toBe('2026-01-01T00:00:00.000Z');
    const [time, receivedAt] = at();
    expect(time).toBe(receivedAt);
  });

  it('no time later than the receipt and five minutes', () => {
    const [time = '', receivedAt] = at('2099-01-01T00:00:00.000Z');
    expect(Date.parse(time) - Date.parse(receivedAt)).toBe(300_000);
  });

  it('the occasion of its provider where it is a trigger, and no other step has it', () => {
    const [trigger, attributes] = steps(track('purchase_completed', { customer: ADA, occasion: 'charge:1:success' }));
    expect([trigger?.occasion, attributes?.occasion]).toEqual(['clerk:charge:1:success', undefined]);
  });
});
