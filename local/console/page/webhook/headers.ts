type Headers = Readonly<Record<string, string>>;

/** These are the connection's, and another one carries it again. */
const NOT_SENT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding', 'keep-alive']);

/** One header a line. */
export const textOfHeaders = (headers: Headers): string =>
  Object.entries(headers)
    .filter(([name]) => !NOT_SENT.has(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What stands in such lines; a line without a name is left out. */
export const headersIn = (text: string): Headers =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, value = ''] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value]];
    }),
  );
