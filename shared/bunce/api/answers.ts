import * as z from 'zod/mini';

import { Found } from '../wire.ts';
import { unreadable } from './bunce-error.ts';

/** What is nice to have and no reason to fail where Bunce writes it otherwise. */
const extra = z.catch(z.nullish(z.string()), undefined);

/** S001 calls the token by the name that requests have. */
export const Device = z.pipe(
  z.object({ device_id: extra, device_type: extra, token: extra, device_token: extra, created_at: extra }),
  z.transform(({ device_token, token, ...device }) => ({ ...device, token: token ?? device_token })),
);
/** A push token of a customer, as Bunce has it. */
export type Device = z.infer<typeof Device>;

export const Customer = z.extend(Found, {
  providers: extra,
  customer_created_at: extra,
  updated_at: extra,
  last_interaction: extra,
  devices: z.catch(z.nullish(z.array(Device)), undefined),
});
/** As Bunce has one; some of its answers hold less than others. */
export type Customer = z.infer<typeof Customer>;

export const Attribute = z.object({ id: z.string(), name: z.string(), data_type: z.string() });
/** `data_type` is `text`, `numeric` or `timestamp`; `date` has been seen coming back. */
export type Attribute = z.infer<typeof Attribute>;

const Parameter = z.object({ name: z.string(), type: z.string(), required: z.nullish(z.boolean()) });

export const EventDefinition = z.object({
  id: z.string(),
  name: z.string(),
  description: extra,
  parameters: z.nullish(z.array(Parameter)),
  company_id: extra,
  created_at: extra,
  updated_at: extra,
});
/** An event that an account defines; parameters are named to the letter. */
export type EventDefinition = z.infer<typeof EventDefinition>;

const Data = z.object({ data: z.unknown() });

/** What an answer's `data` holds of this shape, if it does. */
export const dataIn = <Value>(shape: z.ZodMiniType<Value>, body: unknown): Value | undefined =>
  z.safeParse(shape, Data.safeParse(body).data?.data).data;

/** Throws where it does not. */
export function dataOf<Value>(shape: z.ZodMiniType<Value>, { body, what }: { readonly body: unknown; readonly what: string }): Value {
  const value = dataIn(shape, body);
  if (value === undefined) throw unreadable(`the ${what}`);
  return value;
}

/** Those rows of a list in an answer that have this shape, wherever it sits. */
export const rowsOf = <Row>(row: z.ZodMiniType<Row>, rows: readonly unknown[]): readonly Row[] =>
  rows.flatMap((each) => z.safeParse(row, each).data ?? []);
