import * as z from 'zod/mini';

import type { Lookup } from '../../../shared/webhook/provider.ts';

const Charge = z.object({ event: z.string().check(z.startsWith('charge.')), data: z.object({ reference: z.string() }) });
const Answer = z.object({ data: z.looseObject({ reference: z.string() }) });

/** Kora's webhooks name nobody; the charge's customer is GET /charges/{reference}. Off until the config names Kora's API. */
export const lookup: Lookup = {
  reference: (payload) => Charge.safeParse(payload).data?.data.reference ?? null,
  credentials: { secretKey: 'the secret key of the API (sk_live_…), the same that signs; needed where baseUrl is set' },
  async fetch({ reference, credentials: { secretKey }, settings: { baseUrl }, signal }) {
    if (typeof baseUrl !== 'string' || baseUrl === '') return undefined;
    if (!secretKey) throw new Error('the secret of kora lacks "secretKey"');
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/charges/${encodeURIComponent(reference)}`, {
      headers: { Authorization: `Bearer ${secretKey}`, Accept: 'application/json' },
      redirect: 'error',
      signal,
    });
    const answer = Answer.safeParse(await response.json().catch(() => undefined));
    if (response.status === 200 && answer.data?.data.reference === reference) return answer.data.data;
    if (response.status === 404) return undefined;
    throw new Error(`Kora answered ${response.status}`);
  },
};
