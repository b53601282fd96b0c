import type { WebhookRequest } from './request.ts';

/** Where a secret stands in the URL: its last segment, behind the route, or a parameter of its query. */
export type InUrl = { readonly mode: 'path' } | { readonly mode: 'query'; readonly parameter: string };

/** The URL to register or to call, with the secret in its place: for whoever is to know it, never for a log. */
export function urlWith(url: string, { inUrl, secret }: { readonly inUrl: InUrl | undefined; readonly secret: string }): string {
  if (!inUrl) return url;
  if (inUrl.mode === 'path') return `${url.replace(/\/$/, '')}/${encodeURIComponent(secret)}`;
  return `${url}${url.includes('?') ? '&' : '?'}${inUrl.parameter}=${encodeURIComponent(secret)}`;
}

/** What a request to this URL shows behind the route. */
export function shownIn(url: string): NonNullable<WebhookRequest['shown']> {
  const { pathname, search } = new URL(url);
  return { path: pathname.split('/').at(-1), query: search.slice(1) };
}

/** The text in the secret's place. Undefined where nothing stands there, null for what is no one text: two parameters, a broken escape. */
export function textIn({ path, query = '' }: NonNullable<WebhookRequest['shown']>, inUrl: InUrl): string | null | undefined {
  if (inUrl.mode === 'path') return path ? decoded(path) : undefined;
  const [text, ...more] = new URLSearchParams(query).getAll(inUrl.parameter);
  return more.length > 0 ? null : text || undefined;
}

/** API Gateway has decoded it; a secret that can stand there has no `%` that a second time could change. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
