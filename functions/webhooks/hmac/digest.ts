import { digestReader, keyAndValue } from '../../../shared/webhook/hmac.ts';
import { type Digest, toleranceOf } from '../../../shared/webhook/hmac-source.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { messagesOf } from './message.ts';
import { hmacSignature, type HmacScheme, type Signature } from '../../../shared/webhook/signature.ts';
import type { Claim } from '../../../shared/webhook/scheme.ts';

type Headers = WebhookRequest['headers'];

/** The HMAC that the options describe. */
export function digestSignature(rule: Digest): Signature {
  const { algorithm = 'sha256', encoding = 'hex', message = '{body}', timestamp } = rule;
  const signature = hmacSignature({
    algorithm,
    encoding,
    covers: message.includes('{body}') ? 'body' : 'part',
    tolerance: toleranceOf(rule),
    read: readerOf({ ...rule, algorithm, encoding }),
    messages: messagesOf(message),
    claim: ({ now, id }) => ({ id, stamp: UNITS[timestamp?.unit ?? 's'].write(now) }),
    write: writerOf(rule),
    ...keyOf(rule),
  });
  return message.includes('{url}') ? { ...signature, needs: ['url'] } : signature;
}

function readerOf(rule: Digest & Required<Pick<Digest, 'algorithm' | 'encoding'>>): HmacScheme['read'] {
  const { algorithm, encoding, part, prefix = '', separator = ',', timestamp, idHeader } = rule;
  const header = rule.header.toLowerCase();
  const digestIn = digestReader(algorithm, encoding);
  return (headers) => {
    const value = headers[header];
    if (!value) return 'unsigned';
    const parts = value.split(separator).map(keyAndValue);
    const valuesOf = (key: string): readonly string[] => parts.filter(([name]) => name === key).map(([, text]) => text);
    const entries = (part === undefined ? [value] : valuesOf(part)).filter((text) => text.startsWith(prefix));
    const digests = entries.flatMap((text) => digestIn(text.slice(prefix.length)) ?? []);
    const claim = { ...idIn(headers, idHeader), ...stampIn(timestamp, { headers, valuesOf }), digests };
    const whole = digests.length > 0 && (!idHeader || claim.id) && (!timestamp || claim.stamp);
    return whole ? claim : 'malformed';
  };
}

function idIn(headers: Headers, idHeader = ''): Pick<Claim, 'id'> {
  const id = headers[idHeader.toLowerCase()];
  return id ? { id } : {};
}

interface Found {
  readonly headers: Headers;
  valuesOf(key: string): readonly string[];
}

/** The moment that the request claims; nothing where it claims none, or several. */
function stampIn(timestamp: Digest['timestamp'], { headers, valuesOf }: Found): Pick<Claim, 'stamp' | 'seconds'> {
  if (!timestamp) return {};
  const { form, seconds } = UNITS[timestamp.unit ?? 's'];
  const [stamp = '', ...more] = 'part' in timestamp ? valuesOf(timestamp.part) : [headers[timestamp.header.toLowerCase()]];
  const moment = more.length === 0 && form.test(stamp) ? seconds(stamp) : Number.NaN;
  return Number.isNaN(moment) ? {} : { stamp, seconds: moment };
}

interface Unit {
  readonly form: RegExp;
  readonly seconds: (stamp: string) => number;
  readonly write: (now: Date) => string;
}

const UNITS: Readonly<Record<'s' | 'ms' | 'iso', Unit>> = {
  s: { form: /^\d{1,15}$/, seconds: Number, write: (now) => String(Math.floor(now.getTime() / 1000)) },
  ms: { form: /^\d{1,15}$/, seconds: (stamp) => Number(stamp) / 1000, write: (now) => String(now.getTime()) },
  // Without a zone it could be any of a day's hours.
  iso: {
    form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
    seconds: (stamp) => Date.parse(stamp) / 1000,
    write: (now) => now.toISOString(),
  },
};

const keyOf = ({ key = 'text', keyPrefix = '' }: Digest): Pick<HmacScheme, 'bare' | 'keyIs' | 'secretFrom'> => ({
  keyIs: key,
  bare: (secret) => (secret.startsWith(keyPrefix) ? secret.slice(keyPrefix.length) : secret),
  secretFrom: (words) => `${keyPrefix}${key === 'text' ? words : Buffer.from(words).toString('base64')}`,
});

function writerOf({ header, part, prefix = '', separator = ',', timestamp, idHeader }: Digest): HmacScheme['write'] {
  return ({ digests, stamp = '', id = '' }) => {
    const digest = `${part === undefined ? '' : `${part}=`}${prefix}${digests[0]}`;
    const stamped = timestamp && 'part' in timestamp ? `${timestamp.part}=${stamp}${separator}` : '';
    return {
      ...(idHeader && { [idHeader.toLowerCase()]: id }),
      ...(timestamp && 'header' in timestamp && { [timestamp.header.toLowerCase()]: stamp }),
      [header.toLowerCase()]: `${stamped}${digest}`,
    };
  };
}
