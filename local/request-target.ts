/** What a request asks for, read once for whoever judges and whoever routes. Undefined for a target that names a host, as `//x/y` and `http://x/y` do: which path is meant there each reader decides for itself. */
export const targetOf = (url = ''): URL | undefined => (/^\/(?![/\\])/.test(url) ? new URL(url, 'http://127.0.0.1') : undefined);
