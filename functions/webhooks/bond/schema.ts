import * as z from 'zod/mini';

import { amount, flag, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { httpsUrl, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config: without the API nobody is known, for webhooks carry ids only. */
export const Settings = z.strictObject({ baseUrl: httpsUrl("the base URL of Bond's API for this stage, with its version"), tolerance });

/** Bond's ids are UUIDs; nothing else may get into the path of a request. */
export const Id = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** What every webhook has. Bond promises `occurred_at` everywhere, but its own account samples lack it. */
export const Any = object({ event: z.string().check(z.minLength(1)), occurred_at: text });

/** Where the id of what an event is about may stand; other things than people have ids too. */
export const Subject = part(
  object({
    customer_id: text,
    beneficial_owner_id: text,
    business_id: text,
    card_id: text,
    account_id: text,
    transaction: part(object({ transaction_id: text, state: text })),
  }),
);

/** Nobody's where it is missing or empty. */
const Owner = z.nullish(z.union([Id, z.literal('')]));

export const CustomerUpdated = object({ customer_id: Id, occurred_at: moment });
export type CustomerUpdated = z.infer<typeof CustomerUpdated>;

/** A list of words where Bond shows one; any other shape says nothing to a reader. */
const words = some(z.string());

/** Of a customer, or of somebody who owns part of a business and is no customer. */
export const Verification = z.union([
  object({ customer_id: Id, occurred_at: moment, documents: words, incorrect_information: words }),
  object({ beneficial_owner_id: z.string(), customer_id: z.nullish(z.literal('')) }),
  object({ business_id: z.string(), customer_id: z.nullish(z.literal('')) }),
]);
export type Verification = z.infer<typeof Verification>;

/** What says whether a transaction is told: accounts' have no type, and a business's no customer. */
export const Transaction = object({
  occurred_at: moment,
  transaction: object({
    transaction_id: text,
    transaction_type: text,
    payment_type: text,
    state: z.string(),
    customer_id: Owner,
    amount: z.optional(z.unknown()),
    currency: z.optional(z.unknown()),
  }),
});
export type Transaction = z.infer<typeof Transaction>;

/** Asked of those that are told: in major units, negative where money leaves. */
export const Moved = object({ transaction: object({ amount, currency: z.string() }) });

/** What GET /customers/{customer_id} answers, as far as we read it: no birthday, no SSN, no street. */
export const Found = object({
  brand_person_id: text,
  email: text,
  phone: text,
  phone_country_code: text,
  first_name: text,
  last_name: text,
  addresses: some(object({ country: text, is_primary: flag })),
});
export type Found = z.infer<typeof Found>;
