import { getCountries, isSupportedCountry } from 'libphonenumber-js/min';

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** What is wrong with the country that numbers without a code are read in; undefined where nothing is. */
export function mistakeInCountry(told: string): string | undefined {
  if (isSupportedCountry(told)) return undefined;
  const wanted = told.trim().toLowerCase();
  const meant = getCountries().find((code) => code.toLowerCase() === wanted || names.of(code)?.toLowerCase() === wanted);
  return `a country is an ISO 3166-1 code such as NG, got "${told}"${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
