import * as z from 'zod/mini';

import type { HttpAnswer } from '../runtime/http.ts';
import { BondError } from './bond-error.ts';

/** The four capitalised keys, each of which a third party may leave out or write otherwise. */
const Refusal = z.object({
  Message: z.optional(z.unknown()),
  Code: z.catch(z.optional(z.string()), undefined),
  Type: z.catch(z.optional(z.string()), undefined),
});

/** What an answer that is no success says. */
export function refusalOf({ status, body }: HttpAnswer): BondError {
  const { Message: told, Code: code, Type: type } = Refusal.safeParse(body).data ?? {};
  const found = typeof told === 'string' ? { said: told } : { fields: Object.fromEntries(fieldsIn(told)) };
  const hint = 'said' in found || Object.keys(found.fields).length === 0 ? hintOf(status, code) : '';
  return new BondError({ kind: 'refused', status, code, type, ...found, hint });
}

/** For an answer that Bond would not give. */
export const unlike = ({ status }: HttpAnswer): BondError =>
  new BondError({ kind: 'unlike', status, hint: 'not as its API does: is baseUrl right?' });

/** Field → texts, which an address holds one storey deeper: `addresses.0.street`. */
function fieldsIn(told: unknown, path: readonly string[] = []): readonly (readonly [string, string[]])[] {
  if (typeof told === 'string') return [[path.join('.'), [told]]];
  if (typeof told !== 'object' || told === null) return [];
  if (Array.isArray(told) && told.every((each) => typeof each === 'string')) return [[path.join('.'), told]];
  return Object.entries(told).flatMap(([key, inner]) => fieldsIn(inner, [...path, key]));
}

function hintOf(status: number, code = ''): string {
  if (status === 401 || status === 403) return 'is the API key of this environment in the secret?';
  return status === 404 && !code.endsWith('_dne') ? 'not as its API does: is baseUrl right?' : '';
}
