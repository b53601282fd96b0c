import * as z from 'zod/mini';

import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import type { Desk } from './desk.ts';
import { bunceKey } from './entry.ts';

/** The push token that a device had last. */
const Token = z.object({ device: z.string(), token: z.string(), at: z.string() });
type Token = z.infer<typeof Token>;

/** More devices than anybody has: the entry stays small whoever makes ids up. */
const MOST = 20;

export interface Owned {
  readonly provider: string;
  /** The provider's id of the device. */
  readonly id: string;
  /** Bunce's id of the person. */
  readonly customerId: string;
}

const deviceOf = ({ provider, id }: Owned): string => fingerprint(`${provider}#${id}`);

/** Newest first. */
const tokensOf = ({ customerId }: Owned, { directory }: Pick<Desk, 'directory'>): readonly Token[] =>
  z.array(Token).parse(JSON.parse(directory.look(bunceKey(customerId))?.tokens ?? '[]'));

export const lastToken = (owned: Owned, desk: Pick<Desk, 'directory'>): Token | undefined =>
  tokensOf(owned, desk).find(({ device }) => device === deviceOf(owned));

export async function rememberToken(owned: Owned, { desk, ...last }: Omit<Token, 'device'> & { readonly desk: Desk }): Promise<void> {
  const device = deviceOf(owned);
  const others = tokensOf(owned, desk).filter((each) => each.device !== device);
  await desk.directory.keep(owned.customerId, JSON.stringify([{ device, ...last }, ...others].slice(0, MOST)));
}
