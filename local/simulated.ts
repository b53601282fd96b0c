import * as z from 'zod/mini';

import type { Described } from './functions.ts';

export interface Simulators {
  readonly bunceUrl: string;
  /** Provider → where its look-ups go. */
  readonly lookupUrls: Readonly<Record<string, string>>;
  readonly catalogueFile: string;
  /** Where an import writes how many of Bunce's calls it keeps for itself. */
  readonly reservedFile: string;
  /** Whose webhooks the function takes, if any. */
  readonly provider: string | undefined;
}

const Settings = z.looseObject({ provider: z.record(z.string(), z.unknown()) });

/** Variables that put the simulators in the place of the services the template names. */
export function simulated(
  { environment }: Described,
  { bunceUrl, lookupUrls, catalogueFile, reservedFile, provider = '' }: Simulators,
): Record<string, string> {
  const { BUNCE_BASE_URL, SETTINGS } = environment;
  if (BUNCE_BASE_URL !== undefined)
    return { BUNCE_BASE_URL: bunceUrl, BUNCE_CATALOGUE_FILE: catalogueFile, BUNCE_RESERVED_FILE: reservedFile };
  const baseUrl = lookupUrls[provider];
  if (baseUrl === undefined || SETTINGS === undefined) return {};
  const settings = Settings.parse(JSON.parse(SETTINGS));
  return { SETTINGS: JSON.stringify({ ...settings, provider: { ...settings.provider, baseUrl } }) };
}

/** Samples, and what somebody sends again by hand, may be years old: here that is no sign of a replayed webhook. Seconds. */
export const patient = (delivery = '{}'): string => JSON.stringify({ oldestEvent: 3_155_760_000, ...Object(JSON.parse(delivery)) });
