import type { Name, Phone } from './schema.ts';

/** Flutterwave writes this where it has no name. */
export const known = (name: string | null | undefined): string | undefined =>
  name && !/^anonymous customer$/i.test(name.trim()) ? name : undefined;

/** v4 writes a name in parts; some of its samples, as one text. */
export const nameIn = (name: Name) =>
  typeof name === 'string' ? { name: known(name) } : { firstName: known(name?.first), lastName: name?.last };

/** International where the country's code stands beside the number. */
export function phoneIn(phone: Phone): string | undefined {
  if (typeof phone !== 'object' || phone === null) return dialable(phone);
  const { country_code: code, number } = phone;
  return code && number ? `+${code.replace(/\D/g, '')}${number.replace(/^0+/, '')}` : dialable(number);
}

/** `N/A` is no phone. */
export const dialable = (phone: string | number | null | undefined): string | undefined =>
  phone !== null && phone !== undefined && /\d/.test(String(phone)) ? String(phone) : undefined;
