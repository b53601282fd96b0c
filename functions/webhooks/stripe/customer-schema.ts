import * as z from 'zod/mini';

import { object, record, text } from '../../../shared/webhook/field.ts';
import { altered, Contact } from './schema.ts';

/** A customer, in webhooks and in lists alike. */
export const Profile = object({ id: z.string(), ...Contact, customer_account: text });
export type Profile = z.infer<typeof Profile>;

export const CustomerEvent = altered(Profile, record);
export type CustomerEvent = z.infer<typeof CustomerEvent>;
