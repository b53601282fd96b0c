import * as z from 'zod/mini';

import { object, text } from '../../../shared/webhook/field.ts';
import { bare, isUnpaid } from './status.ts';

const Times = object({ status: text, date_modified: text, date_modified_gmt: text, date_paid: text, start_date: text });
const Legacy = object({ id: z.optional(z.undefined()), customer: z.optional(z.unknown()), order: z.optional(z.unknown()) });

/** Leaves out the times in UTC, without which nothing says what happened when. What waits for its payment tells nothing anyway. */
function isOfVersion1(body: unknown): boolean {
  const { status, date_modified: local, date_modified_gmt: modified, date_paid: paid, start_date: start } = Times.fit(body) ?? {};
  const is = bare(status);
  if (!local || modified || !is) return false;
  return ['failed', 'refunded', 'cancelled'].includes(is) || (!isUnpaid(is) && Boolean(paid || start));
}

/** Of the API before that: the object stands under its name. */
function isLegacy(body: unknown): boolean {
  const { customer, order } = Legacy.fit(body) ?? {};
  return typeof (customer ?? order) === 'object';
}

const ApiError = object({ code: z.string(), message: z.string(), data: object({ status: z.number() }) });

/** A body of the API version that is chosen for each webhook, as the README asks. */
export const current = z.unknown().check(
  z.refine((body) => ApiError.fit(body) === undefined, {
    error: 'expected what happened, got an error of the shop’s own API: it is gone, or the user of the webhook may not read it',
    abort: true,
  }),
  z.refine((body) => !isOfVersion1(body) && !isLegacy(body), {
    error: 'expected API version v3, as chosen in the settings of the webhook; got version 1 or the legacy API',
  }),
);
