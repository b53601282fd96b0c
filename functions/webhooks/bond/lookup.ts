import * as z from 'zod/mini';

import { http } from '../../../shared/runtime/http.ts';
import type { Lookup, ProviderSettings } from '../../../shared/webhook/provider.ts';
import { meaning } from './map.ts';
import { CustomerUpdated, Transaction } from './schema.ts';

/** How Bond says that a customer does not exist (`customer_dne`). Any other 404 means a wrong base URL, not a missing customer. */
const Gone = z.object({ Code: z.string().check(z.regex(/^customer/)) });

/** What tells a customer from any other JSON, such as a proxy's. */
const Someone = z.object({ customer_id: z.string() });

/** Who the event is about; null for what is no person's, and for transactions that become nothing. */
function reference(payload: unknown): string | null {
  const transaction = Transaction.safeParse(payload);
  if (transaction.success) return meaning(transaction.data) && (transaction.data.transaction.customer_id ?? null);
  const event = CustomerUpdated.safeParse(payload);
  return event.success ? event.data.customer_id : null;
}

/** Bond's webhooks carry ids only; the person behind one is GET /customers/{customer_id}. No answer is ever logged. */
export const lookup: Lookup = {
  reference,
  credentials: {
    identity: 'the UUID of an API key of Bond (header Identity)',
    authorization: 'the API key itself, without "Bearer" (header Authorization)',
  },
  async fetch({ reference: id, credentials: { identity, authorization }, settings, signal }) {
    if (!identity || !authorization) throw new Error('the secret of bond lacks "identity" or "authorization"');
    const url = `${baseUrl(settings)}/customers/${encodeURIComponent(id)}`;
    const { status, body } = await http({ url, headers: { Identity: identity, Authorization: authorization }, signal });
    if (status === 404 && Gone.safeParse(body).success) return undefined;
    if (status === 200 && Someone.safeParse(body).data?.customer_id === id) return body;
    throw new Error(`Bond answered ${status} ${hint(status)}`.trim());
  },
};

function baseUrl({ baseUrl: url }: ProviderSettings): string {
  if (typeof url !== 'string' || url === '') throw new Error('providers.bond.baseUrl is not set in bunce-sync.config.ts');
  return url.replace(/\/+$/, '');
}

function hint(status: number): string {
  if (status === 401 || status === 403) return '(is the API key of this environment in the secret?)';
  return status === 404 || status === 200 ? '(not as its API does: is baseUrl right?)' : '';
}
