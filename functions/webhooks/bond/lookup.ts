import { askerOf } from '../../../shared/bond/ask.ts';
import { BondError } from '../../../shared/bond/bond-error.ts';
import { retrieve } from '../../../shared/bond/retrieve.ts';
import type { Lookup, ProviderSettings } from '../../../shared/webhook/provider.ts';
import { meaning } from './map.ts';
import { CustomerUpdated, Transaction } from './schema.ts';

/** Who the event is about; null for what is no person's, and for transactions that become nothing. */
function reference(payload: unknown): string | null {
  const transaction = Transaction.safeParse(payload);
  if (transaction.success) return meaning(transaction.data) && (transaction.data.transaction.customer_id ?? null);
  const event = CustomerUpdated.safeParse(payload);
  return event.success ? event.data.customer_id : null;
}

/** Of Bond's API, in the provider's secret. */
export const CREDENTIALS = {
  identity: 'the UUID of an API key of Bond (header Identity)',
  authorization: 'the API key itself, without "Bearer" (header Authorization)',
} as const;

/** Bond's webhooks carry ids only; the person behind one is GET /customers/{customer_id}, asked for once. No answer is ever logged. */
export const lookup: Lookup = {
  reference,
  credentials: CREDENTIALS,
  async fetch({ reference: id, credentials: { identity, authorization }, settings, signal }) {
    if (!identity || !authorization) throw new Error('the secret of bond lacks "identity" or "authorization"');
    const ask = askerOf({ baseUrl: baseUrl(settings), identity, authorization });
    return retrieve(ask, { id, signal }).catch(withoutWords);
  },
};

function baseUrl({ baseUrl: url }: ProviderSettings): string {
  if (typeof url !== 'string' || url === '') throw new Error('providers.bond.baseUrl is not set in bunce-sync.config.ts');
  return url;
}

/** Bond's own words may tell of a person. */
function withoutWords(error: unknown): never {
  if (!(error instanceof BondError)) throw error;
  throw new Error(['Bond answered', error.status, error.hint && `(${error.hint})`].filter(Boolean).join(' '));
}
