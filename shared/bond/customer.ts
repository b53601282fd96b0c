import * as z from 'zod/mini';

/** What has another form than documented is missing: it fails no customer, and no page of customers. */
const text = z.catch(z.nullish(z.string()), undefined);
const flag = z.catch(z.nullish(z.boolean()), undefined);
const count = z.catch(z.nullish(z.number()), undefined);

const Address = z.looseObject({
  address_id: text,
  address_type: text,
  street: text,
  street2: text,
  city: text,
  state: text,
  zip_code: text,
  country: text,
  is_primary: flag,
  deliverability: text,
  date_created: text,
});
export type Address = z.infer<typeof Address>;

/** As Bond tells of them: the SSN masked, times with or without an offset, some records without some keys. */
export const Customer = z.looseObject({
  customer_id: z.string(),
  /** Your own id. */
  brand_person_id: text,
  bond_brand_id: text,
  /** May be the text "null". */
  business_id: text,
  dob: text,
  first_name: text,
  middle_name: text,
  last_name: text,
  ssn: text,
  phone: text,
  phone_country_code: text,
  email: text,
  kyc_requests_available: count,
  addresses: z.catch(z.array(Address), []),
  date_created: text,
});
export type Customer = z.infer<typeof Customer>;
