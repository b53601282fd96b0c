import * as z from 'zod/mini';

import { fingerprint } from '../../../shared/runtime/fingerprint.ts';

/** The push token that a device had last. */
const Token = z.object({ device: z.string(), token: z.string(), at: z.string() });
export type Token = z.infer<typeof Token>;
const Tokens = z.array(Token);

/** More devices than anybody has: the item stays small whoever makes ids up. */
const MOST = 20;

/** The provider's id of a device, hashed. */
export const deviceOf = (provider: string, id: string): string => fingerprint(`${provider}#${id}`).slice(0, 32);

/** Newest first. */
export const tokensIn = (text: string | undefined): readonly Token[] => Tokens.parse(JSON.parse(text ?? '[]'));

export const withToken = (tokens: readonly Token[], token: Token): string =>
  JSON.stringify([token, ...tokens.filter(({ device }) => device !== token.device)].slice(0, MOST));
