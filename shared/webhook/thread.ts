import type { Command } from '../bunce/command.ts';

/** For a provider's `thread`: the last of the ids by which a command knows its person, be it the provider's own beside the team's, or the payment's, the order's, the subscription's. */
export const lastIdOf = ({ customer: { id, aliases = [] } }: Command): string | undefined => aliases.at(-1) ?? id;

const PAYMENT: ReadonlySet<string> = new Set([
  'purchase_completed',
  'payment_failed',
  'payment_action_required',
  'refund_issued',
  'dispute_opened',
]);

/** For a provider's `thread`: the reference of the payment that a command is about. */
export function paymentOf(command: Command): string | undefined {
  if (command.type !== 'track-event') return undefined;
  const { name, properties } = command.event;
  const isPayment = PAYMENT.has(name);
  return isPayment && 'reference' in properties && properties.reference !== undefined ? String(properties.reference) : undefined;
}
