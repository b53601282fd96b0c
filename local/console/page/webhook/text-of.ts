import type { Sent } from '../../webhook.ts';

/** A body as text; undefined where its bytes are none. */
export function textOf({ body, encoding }: Sent): string | undefined {
  if (encoding === 'utf8') return body;
  try {
    const bytes = Uint8Array.from(atob(body), (sign) => sign.codePointAt(0) ?? 0);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
