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
  const [code, number] = [phone.country_code?.replace(/\D/g, ''), phone.number?.trim()];
  if (!code || !number || number.startsWith('+')) return dialable(number);
  return hasCode(number, code) ? `+${number}` : `+${code}${number.replace(/^0+/, '')}`;
}

/** The code may stand in the number as well: then nine digits or more follow it. */
const hasCode = (number: string, code: string): boolean => number.startsWith(code) && number.length >= code.length + 9;

/** `N/A` is no phone. */
export const dialable = (phone: string | number | null | undefined): string | undefined =>
  phone !== null && phone !== undefined && /\d/.test(String(phone)) ? String(phone) : undefined;
