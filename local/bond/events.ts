/** The newest list of what can be subscribed to; no customer.created and no customer.deleted is among it. */
export const EVENTS: readonly string[] = Object.entries({
  account: 'autopay.changed autopay.failed autopay.processed autopay.scheduled history.ready',
  'account.statements': 'generated late_payment ready',
  card: 'created status.active status.closed status.inactive status.reissue wallet.add wallet.add_failure',
  'commercial.credit_application': 'created submitted under_review approved denied resubmit_required pending',
  'credit.application': 'created submitted approved adverse_action resubmit_required',
  customer: 'updated',
  develop: 'api_key.created',
  'fraud_operations.freeze': 'initiated success failed',
  'fraud_operations.unfreeze': 'initiated success failed',
  'fraud_operations.close': 'initiated success failed',
  'kyb.verification': 'error initiated rejected warning',
  'kyc.verification': 'success failure error timeout document_required under_review reenter_information',
  portal: 'data_export',
})
  .flatMap(([subject, names]) => names.split(' ').map((name) => `${subject}.${name}`))
  .concat('transactions');

/** Whether a subscription's entry, possibly `card*` or `card.*`, covers an event. */
export const covers = (entry: string, event: string): boolean =>
  entry.endsWith('*') ? event.startsWith(entry.slice(0, -1)) : entry === event;

export const isKnown = (entry: string): boolean => EVENTS.some((event) => covers(entry, event));
