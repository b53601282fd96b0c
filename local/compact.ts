import { styleText } from 'node:util';

import * as z from 'zod/mini';

import type { LogLine } from './lambda/environment.ts';

const Said = z.looseObject({
  level: z.string(),
  message: z.string(),
  timestamp: z._default(z.string(), ''),
  function: z._default(z.string(), ''),
  correlation_id: z.optional(z.string()),
  type: z.optional(z.nullable(z.string())),
  commands: z._default(z.number(), 0),
  provider: z.optional(z.string()),
  event: z.optional(z.string()),
  reason: z.optional(z.string()),
  why: z.optional(z.string()),
  what: z.optional(z.string()),
  cause: z.optional(z.string()),
  verdict: z.optional(z.string()),
  guess: z.optional(z.string()),
  calls: z._default(z.number(), 0),
  ms: z._default(z.number(), 0),
});
type Said = z.infer<typeof Said>;

/** What is known of a webhook that has not come to its end. */
interface Way {
  readonly provider: string;
  readonly type: string;
  readonly told: string[];
  readonly reasons: string[];
  isLate: boolean;
}

/** Ways that stay in memory. */
const KEPT = 5000;

type Colour = 'green' | 'red' | 'yellow' | 'gray';

interface Ending {
  readonly colour: Colour;
  readonly text: string;
}

/** One line for each webhook, with its way and its end; undefined for what tells no end. */
export function compact(): (line: LogLine) => string | undefined {
  const ways = new Map<string, Way>();
  const keep = (id: string, way: Way): Way => {
    ways.set(id, way);
    for (const oldest of ways.keys()) if (ways.size > KEPT) ways.delete(oldest);
    return way;
  };
  return ({ line }) => {
    const said = line.startsWith('{') ? Said.safeParse(parsed(line)).data : undefined;
    if (!said) return undefined;
    const id = said.correlation_id;
    const known = id === undefined ? undefined : ways.get(id);
    if (said.message === 'accepted' && id !== undefined) {
      if (known && !known.isLate) return written(said, { id, way: known, end: gray('= seen before') });
      const way = keep(id, begun(said));
      return said.commands > 0 ? undefined : written(said, { id, way, end: gray('· tells nothing') });
    }
    if (known && said.message === 'told') known.told.push(said.event ?? '');
    if (known && said.message === 'parked' && said.reason !== undefined) known.reasons.push(said.reason);
    const way = known ?? begun(said);
    const end = endOf(said, way);
    return end && written(said, { id, way, end });
  };
}

const begun = ({ provider, function: receiver, type }: Said): Way => ({
  provider: provider ?? receiver,
  type: type ?? '',
  told: [],
  reasons: [],
  isLate: false,
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const red = (text: string): Ending => ({ colour: 'red', text });
const gray = (text: string): Ending => ({ colour: 'gray', text });

/** Undefined while it is under way. */
function endOf(said: Said, way: Way): Ending | undefined {
  switch (said.message) {
    case 'ignored':
      return gray(`· ignored: ${said.why ?? ''}`);
    case 'refused':
      return red(`401 ${said.verdict ?? ''}: ${said.guess ?? ''}`);
    case 'refused: the body is over the limit':
      return red('413 the body is over the limit');
    case 'unreadable: parked with its raw body':
      return red(`✗ parked unreadable: ${said.cause ?? ''}`);
    case 'not taken: the provider is asked to retry':
      return red(`503 ${said.what ?? ''}: ${said.cause ?? ''}`);
    default:
      return said.correlation_id !== undefined && said.function === 'consumer' ? endAtBunce(said, way) : undefined;
  }
}

function endAtBunce({ message, calls, ms, reason }: Said, way: Way): Ending | undefined {
  const { told } = way;
  switch (message) {
    case 'delivered':
      if (calls === 0 && told.length === 0) return gray('= seen before');
      return { colour: 'green', text: `${told.length > 0 ? `→ ${told.join(', ')} ` : ''}✓ ${ms} ms` };
    case 'waiting':
      return { colour: 'yellow', text: '… waits for its person' };
    case 'parked':
      // The first line has the reason, the last one tells that all of it is settled.
      return reason === undefined ? red(`✗ parked ${way.reasons.join(', ')}: bunce-sync parked list`) : undefined;
    case 'retry':
      if (way.isLate) return undefined;
      way.isLate = true;
      return { colour: 'yellow', text: '↻ comes back' };
    default:
      return undefined;
  }
}

interface Written {
  readonly id: string | undefined;
  readonly way: Way;
  readonly end: Ending;
}

function written({ timestamp }: Said, { id, way, end }: Written): string {
  const time = timestamp === '' ? '' : new Date(timestamp).toTimeString().slice(0, 8);
  const reference = id?.replace(/^[^/]*\/(?:[^:]*:)?/, '') ?? '';
  const words = [time, way.provider, way.type, shortened(reference), styleText(end.colour, end.text, { stream: process.stdout })];
  return words.filter(Boolean).join(' ');
}

/** What tells one from another stands at the end. */
const shortened = (reference: string): string => (reference.length <= 24 ? reference : `${reference.slice(0, 8)}…${reference.slice(-12)}`);
