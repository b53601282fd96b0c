import type { Sent, Webhook } from './webhook.ts';
import type { Seen } from './seen.ts';
import { stepsOf } from './steps.ts';

/** One webhook as the page shows it. */
export function webhookOf(seen: Seen, gateway: string): Webhook {
  const sent = sentOf(seen);
  return {
    ...seen.row,
    sent,
    answer: seen.answer,
    steps: stepsOf(seen),
    commands: seen.taken?.envelope.commands.map(({ command }) => command) ?? [],
    calls: seen.calls.map(({ at, method, path, query, body, status, answer, effect }) => ({
      at: Date.parse(at),
      method,
      path: query === '' ? path : `${path}?${query}`,
      body,
      status,
      answer,
      effect,
    })),
    lines: seen.lines,
    curl: curlOf(sent, gateway),
    ...(seen.person !== undefined && { person: seen.person }),
  };
}

/** Of one connection, or added by the gateway. */
const HOP = new Set(['connection', 'content-length', 'host', 'transfer-encoding', 'accept-encoding', 'x-forwarded-proto']);

export function sentOf({ event }: Pick<Seen, 'event'>): Sent {
  const headers = Object.fromEntries(
    Object.entries(event.headers).flatMap(([name, value]) => (HOP.has(name) || value === undefined ? [] : [[name, value] as const])),
  );
  const path = event.rawQueryString === '' ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`;
  return { path, headers, body: event.body ?? '', encoding: event.isBase64Encoded ? 'base64' : 'utf8' };
}

/** The very bytes, whatever they are. */
export const bytesOf = ({ body, encoding }: Pick<Sent, 'body' | 'encoding'>): Buffer => Buffer.from(body, encoding);

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf(sent: Sent, gateway: string): string {
  const headers = Object.entries(sent.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const bytes = bytesOf(sent);
  const isText = Buffer.from(bytes.toString()).equals(bytes);
  const from = isText ? '' : `base64 -d <<< ${bytes.toString('base64')} | `;
  return [`${from}curl ${quoted(`${gateway}${sent.path}`)}`, ...headers, `--data-binary ${isText ? quoted(bytes.toString()) : '@-'}`].join(
    ' \\\n  ',
  );
}
