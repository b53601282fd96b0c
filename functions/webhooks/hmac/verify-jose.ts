import { errors, type JWK, jwtVerify } from 'jose';

import type { KeyObject } from 'node:crypto';
import type { Verdict } from '../../../shared/webhook/signature.ts';

export interface Judged {
  readonly keys: readonly (JWK | KeyObject)[];
  readonly algorithm: string;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** Seconds. */
  readonly tolerance: number;
  readonly now: Date;
}

/** What a token is worth by these keys, of which any may be the one. Never throws on junk. */
export async function judgeToken(token: string, { keys, ...judged }: Judged): Promise<Verdict> {
  for (const key of keys) {
    const verdict = await judgedBy(token, { ...judged, key });
    if (verdict !== 'mismatch') return verdict;
  }
  return 'mismatch';
}

interface ByKey extends Omit<Judged, 'keys'> {
  readonly key: JWK | KeyObject;
}

async function judgedBy(token: string, { key, algorithm, issuer, audience, tolerance, now }: ByKey): Promise<Verdict> {
  try {
    const options = { algorithms: [algorithm], clockTolerance: tolerance, currentDate: now };
    const told = { ...(issuer !== undefined && { issuer }), ...(audience !== undefined && { audience }) };
    const { payload } = await jwtVerify(token, key, { ...options, ...told });
    return payload.iat !== undefined && payload.iat > now.getTime() / 1000 + tolerance ? 'stale' : 'ok';
  } catch (error) {
    return isLate(error) ? 'stale' : 'mismatch';
  }
}

/** Of a token whose signature is right. */
const isLate = (error: unknown): boolean =>
  error instanceof errors.JWTExpired || (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf');
