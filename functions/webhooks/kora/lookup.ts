import * as z from 'zod/mini';

import { apiLookup } from '../../../shared/webhook/api-lookup.ts';

const Charge = z.object({ event: z.string().check(z.startsWith('charge.')), data: z.object({ reference: z.string() }) });
const Answer = z.object({ data: z.looseObject({ reference: z.string() }) });

/** Kora's webhooks name nobody; the charge's customer is GET /charges/{reference}. */
export const lookup = apiLookup({
  provider: 'kora',
  reference: (payload) => Charge.safeParse(payload).data?.data.reference ?? null,
  path: (reference) => `/charges/${reference}`,
  headers: (secretKey) => ({ Authorization: `Bearer ${secretKey}` }),
  pick(answer, reference) {
    const charge = Answer.safeParse(answer).data?.data;
    return charge?.reference === reference ? charge : undefined;
  },
});
