import type { WebhookRequest } from './request.ts';
import type { FlawOf } from './secret.ts';

/** What a scheme needs besides header and secret: seconds of tolerance, Square's URL, PayPal's webhook id. */
export interface SignatureSettings {
  readonly tolerance?: number | undefined;
  readonly url?: string | undefined;
  readonly webhookId?: string | undefined;
}

export interface Signing {
  readonly body: Buffer;
  readonly secret: string;
  readonly now: Date;
  /** The delivery id, for schemes that sign one. */
  readonly id: string;
  readonly settings?: SignatureSettings;
}

/** How much of the body a forger cannot change: a shared secret in a header protects nothing of it. */
export type Covers = 'body' | 'part' | 'nothing';

/** What a request claims: one or more candidate digests, and the stamp (unix seconds) and id they cover. */
export interface Claim {
  readonly digests: readonly string[];
  readonly stamp?: string;
  readonly seconds?: number;
  readonly id?: string;
}

/** The signed text, piece by piece. */
export type Parts = readonly (string | Buffer)[];

/** What a scheme signs and how its headers say so, whatever proves it. */
export interface Scheme {
  /** Seconds. Infinity: the scheme has no replay window of its own. */
  readonly tolerance: number;
  /** Stripe and Paddle let a stamp from the future pass; Standard Webhooks does not. */
  readonly futurePasses?: boolean;
  read(headers: WebhookRequest['headers']): Claim | 'unsigned' | 'malformed';
  /** The signed text, in parts; where it may be one of several, each is asked for when those before did not match. None: the request does not hold it. */
  messages(claim: Claim, context: { readonly request: WebhookRequest; readonly settings: SignatureSettings }): Iterable<Parts>;
  claim(signing: Signing): Omit<Claim, 'digests'>;
  write(claim: Claim): Record<string, string>;
  secretFrom?(words: string): string;
  readonly covers?: Covers;
}

/** A receiver asks of the same one or two secrets with every webhook. */
export function weighedOnce(flawOf: FlawOf): FlawOf {
  const weighed = new Map<number | undefined, Map<string, string | undefined>>();
  return (secret, least) => {
    const known = weighed.get(least) ?? new Map<string, string | undefined>();
    if (!known.has(secret)) weighed.set(least, known.set(secret, flawOf(secret, least)));
    return known.get(secret);
  };
}

/** What may be signed, each made once however often it is asked for: most schemes have one, known at once. */
export function messagesOf(source: Iterable<Parts>): (at: number) => Parts | undefined {
  if (isList(source)) return (at) => source[at];
  const [kept, rest]: [Parts[], Iterator<Parts>] = [[], source[Symbol.iterator]()];
  return (at) => {
    if (at >= kept.length) {
      const next = rest.next();
      if (!next.done) kept.push(next.value);
    }
    return kept[at];
  };
}

const isList = (source: Iterable<Parts>): source is readonly Parts[] => Array.isArray(source);

/** `malformed` where the request does not hold what is signed. */
export function matching(
  messageAt: (at: number) => Parts | undefined,
  isProven: (message: Parts) => boolean,
): 'ok' | 'mismatch' | 'malformed' {
  for (let at = 0; ; at += 1) {
    const message = messageAt(at);
    if (!message) return at === 0 ? 'malformed' : 'mismatch';
    if (isProven(message)) return 'ok';
  }
}

type Window = Pick<Scheme, 'tolerance' | 'futurePasses'> & { readonly now: Date };
/** Whether the stamp, if there is one, is near enough to now. */
export function inTime({ seconds }: Claim, { now, tolerance, futurePasses }: Window): boolean {
  if (seconds === undefined) return true;
  const age = Math.floor(now.getTime() / 1000) - Math.floor(seconds);
  return age <= tolerance && (futurePasses === true || -age <= tolerance);
}
