import * as z from 'zod/mini';

import { filled } from './filled.ts';
import { fingerprint } from '../runtime/fingerprint.ts';
import type { Fields, Found } from './wire.ts';

/** Texts that take the place of what is personal in a profile; `{hash}` tells one person's from another's. What is left out stays. */
export interface OnErasure {
  /** Such as `Deleted`. */
  readonly firstName?: string;
  /** Such as `user`. */
  readonly lastName?: string;
  /** With `{hash}`, for two people cannot share it; such as `deleted+{hash}@example.invalid`, a domain that never takes mail. */
  readonly email?: string;
  /** In E.164. */
  readonly phone?: string;
}

const text = z.optional(z.string().check(z.minLength(1)));
export const OnErasureSchema = z.strictObject({
  firstName: text,
  lastName: text,
  email: z.optional(
    z.string().check(z.regex(/^(?=[^@]*\{hash\})[^\s@]+@[^\s@]+\.[^\s@]+$/, { error: 'expected an e-mail with {hash} before its @' })),
  ),
  phone: z.optional(z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, { error: 'expected a phone number in E.164' }))),
});

/** What Bunce's update is told of someone who is erased, by their id there. */
export function erasedProfile({ firstName, lastName, email, phone }: OnErasure, bunceId: string): Fields {
  const hash = fingerprint(bunceId).slice(0, 16);
  const said = (words: string | undefined): string | undefined => words?.replaceAll('{hash}', hash);
  return filled({ first_name: said(firstName), last_name: said(lastName), email: said(email)?.toLowerCase(), phone_no: phone });
}

/** Whether Bunce answers that update with another e-mail than it was told. */
export function keptEmail({ email }: Fields, answered: Pick<Found, 'email'> | undefined): boolean {
  const held = answered?.email?.toLowerCase();
  return Boolean(email && held && held !== email);
}
