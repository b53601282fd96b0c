import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Order } from './schema.ts';

type Named = { readonly first_name: string | null; readonly last_name: string | null } | null | undefined;

/** Both names from one place, so that two people are never mixed. */
export function named(places: readonly Named[]): { firstName?: string | null; lastName?: string | null } {
  const found = places.find((place) => place?.first_name || place?.last_name);
  return { firstName: found?.first_name ?? null, lastName: found?.last_name ?? null };
}

/** Guests have the number 0, and are known by e-mail. Who buys at a till may be named by nothing. */
export const buyer = ({ customer_id: id, billing, shipping }: Pick<Order, 'customer_id' | 'billing' | 'shipping'>): Customer =>
  customer({
    id: String(id) === '0' ? undefined : id,
    email: billing?.email || shipping?.email,
    phone: billing?.phone || shipping?.phone,
    ...named([billing, shipping]),
    country: billing?.country || shipping?.country,
  });
