import * as z from 'zod/mini';

export const text = z.string().check(z.minLength(1));
export const optionalText = z.nullish(z.string());
export const flag = z.nullish(z.boolean());

const email = z.email();
const device = z.object({ device_type: z.enum(['ios', 'android']), device_token: text });
export const devices = z.array(device).check(z.minLength(1));
export type NewDevice = z.infer<typeof device>;

/** A customer as POST /customers demands one. */
export const WholeCustomer = z.object({
  customer_id: text,
  email,
  first_name: text,
  last_name: text,
  phone_no: text,
  devices: z.nullish(z.array(device)),
});

/** What PUT may change. */
export const CustomerChange = z.object({
  email: z.nullish(email),
  first_name: optionalText,
  last_name: optionalText,
  phone_no: optionalText,
  devices: z.nullish(z.array(device)),
});
export type CustomerChange = z.infer<typeof CustomerChange>;

/** A customer inside another request: an id or an e-mail, and whatever else is known. */
export const NamedCustomer = z
  .extend(CustomerChange, { customer_id: optionalText })
  .check(z.refine((customer) => Boolean(customer.customer_id || customer.email), 'customer_id is required when email is not present'));
export type NamedCustomer = z.infer<typeof NamedCustomer>;

/** Whether Bunce would call it an e-mail; a stored one that is not may be replaced in bulk. */
export const isEmail = (value: string): boolean => email.safeParse(value).success;

/** The one timestamp form that is not skipped: UTC, whole seconds, a day that exists. */
export function isTimestamp(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value.replace('Z', '.000Z');
}

/** A number, or a decimal written as text. */
export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
