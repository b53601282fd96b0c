import { isSafe, unsafeText } from '../shared/runtime/safe-url.ts';
import { UsageError } from './usage.ts';

/** The base URL of an API that a key goes to, without a slash at its end. Throws a UsageError for one that others could listen to. */
export function safeUrl(baseUrl: string): string {
  if (!isSafe(baseUrl)) throw new UsageError(unsafeText(baseUrl));
  return baseUrl.replace(/\/+$/, '');
}
