/** Whether a key may be sent to this API: over TLS, or not off this machine. */
export function isSafe(baseUrl: string): boolean {
  const { protocol, hostname, username } = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
  const isHere = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname ?? '');
  return (protocol === 'https:' || isHere) && !username;
}

/** What is said of one that is not. */
export const unsafeText = (baseUrl: string): string =>
  `the base URL of the API is to begin with https:// and to hold no user, got "${baseUrl}"`;
