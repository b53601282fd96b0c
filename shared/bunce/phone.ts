import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface PhoneRule {
  /** ISO 3166-1 alpha-2, of the person or else of the config: how a number without country code reads. */
  readonly country: string;
}

/** A phone number in E.164; undefined for what is none, for Bunce keeps whatever it is given. */
export function e164(phone: string, { country }: PhoneRule): string | undefined {
  const code = country.toUpperCase();
  const parsed = parsePhoneNumberFromString(phone, isSupportedCountry(code) ? { defaultCountry: code } : {});
  return parsed?.isPossible() ? parsed.number : undefined;
}
