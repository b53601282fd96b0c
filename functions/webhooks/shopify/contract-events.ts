import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as shape from './contract-schema.ts';
import * as contract from './contracts.ts';

/** All but the attempts have one body, told apart by its status. */
export const contractEvents: Readonly<Record<string, EventRule>> = {
  'subscription_contracts/create': on(shape.contractThat('active'), contract.subscribed),
  'subscription_contracts/activate': on(shape.contractThat('active'), contract.turned),
  'subscription_contracts/pause': on(shape.contractThat('paused'), contract.turned),
  'subscription_contracts/fail': on(shape.contractThat('failed'), contract.turned),
  'subscription_contracts/expire': on(shape.contractThat('expired'), contract.turned),
  'subscription_contracts/cancel': on(shape.contractThat('cancelled'), contract.unsubscribed),
  'subscription_billing_attempts/failure': on(shape.BillingAttempt, contract.billingFailed),
};
