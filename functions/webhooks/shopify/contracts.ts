import { customer, track } from '../../../shared/bunce/command.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { BillingAttempt, Contract } from './contract-schema.ts';

/** A billing attempt names its contract and no person. */
const contractAlias = (id: string | number): string => `contract:${id}`;

function contractOf({ id, customer_id: customerId, billing_policy: policy }: Contract) {
  const interval = intervalText(policy?.interval, policy?.interval_count);
  return { customer: customer({ id: customerId, aliases: [contractAlias(id)] }), properties: { reference: String(id), interval } };
}

/** A contract turns more than once: the revision tells one time from another. */
const occasionOf = ({ id, status, revision_id: revision }: Contract): string =>
  ['subscription', id, status.toLowerCase(), revision].filter(Boolean).join(':');

export const subscribed = (contract: Contract): Told => [
  track('subscription_started', { ...contractOf(contract), occasion: `subscription:${contract.id}:started` }),
];

export const unsubscribed = (contract: Contract): Told => [
  track('subscription_cancelled', { ...contractOf(contract), occasion: occasionOf(contract) }),
];

export function turned(contract: Contract): Told {
  const { properties, ...told } = contractOf(contract);
  const status = contract.status.toLowerCase();
  return [track('subscription_changed', { ...told, properties: { ...properties, status }, occasion: occasionOf(contract) })];
}

/** Carries no time and no amount. */
export function billingFailed({ id, subscription_contract_id: contract, ...attempt }: BillingAttempt): Told {
  if (contract === null) return 'nobody';
  const properties = { reference: String(contract), reason: attempt.error_message || attempt.error_code };
  const occasion = id ? `billing_attempt:${id}:failure` : undefined;
  return [track('payment_failed', { customer: customer({ aliases: [contractAlias(contract)] }), properties, occasion })];
}
