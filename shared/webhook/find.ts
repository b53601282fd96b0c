import { DEADLINES } from '../runtime/deadlines.ts';
import type { LookupRequest, Provider } from './provider.ts';
import { Unavailable } from './unavailable.ts';

interface Finding extends Pick<LookupRequest, 'credentials' | 'settings'> {
  readonly provider: Pick<Provider, 'lookup'>;
}

/** Fetches what a webhook points to, in the time that a receiver has for it. Throws Unavailable when it cannot be had. */
export function lookupOf({ provider: { lookup }, settings, credentials }: Finding): (payload: unknown) => Promise<unknown> {
  return async (payload) => {
    const reference = lookup?.reference(payload) ?? null;
    if (!lookup || reference === null) return undefined;
    const signal = AbortSignal.timeout(DEADLINES.lookup);
    return Unavailable.unless('lookup', () => lookup.fetch({ reference, credentials, settings, signal }));
  };
}
