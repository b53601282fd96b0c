import * as z from 'zod/mini';

import { apiLookup } from '../../../shared/webhook/api-lookup.ts';
import { customerIdOf } from './schema.ts';

const Answer = z.object({ data: z.looseObject({ id: z.string() }) });

/** Mono's webhooks carry the customer's id only; the rest is GET /customers/{id}. */
export const lookup = apiLookup({
  provider: 'mono',
  reference: customerIdOf,
  path: (id) => `/customers/${id}`,
  headers: (secretKey) => ({ 'mono-sec-key': secretKey }),
  pick(answer, id) {
    const customer = Answer.safeParse(answer).data?.data;
    return customer?.id === id ? customer : undefined;
  },
});
