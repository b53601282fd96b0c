import * as z from 'zod/mini';

import type { Outcome } from './console/webhook.ts';
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
  person: z.optional(z.string()),
  request: z.optional(z.string()),
  calls: z._default(z.number(), 0),
  ms: z._default(z.number(), 0),
});
export type Said = z.infer<typeof Said>;

/** What a function's line says; undefined for one that is not of our log. */
export function saidIn({ line }: LogLine): Said | undefined {
  try {
    return line.startsWith('{') ? Said.safeParse(JSON.parse(line)).data : undefined;
  } catch {
    return undefined;
  }
}

/** What is known of a webhook that has not come to its end. */
interface Way {
  readonly provider: string;
  readonly type: string;
  readonly told: string[];
  readonly reasons: string[];
  /** When the queue took it. */
  readonly at: number;
  /** It came before, so long ago that the queue takes it once more. */
  readonly isAgain: boolean;
  isLate: boolean;
}

/** Where a webhook has come to, by what the functions say of it. */
export interface Turn {
  /** Undefined where nobody could tell which it is. */
  readonly reference: string | undefined;
  readonly provider: string;
  readonly type: string;
  readonly outcome: Outcome;
  readonly text: string;
  readonly said: Said;
}

/** Ways that stay in memory. */
const KEPT = 5000;

/** Milliseconds for which SQS swallows what it has taken. */
const SWALLOWS = 5 * 60_000;

/** Follows webhooks by the functions' lines, in order; undefined for a line that brings none to an end. */
export function followWays(): (said: Said) => Turn | undefined {
  const ways = new Map<string, Way>();
  const keep = (id: string, way: Way): undefined => {
    ways.set(id, way);
    for (const oldest of ways.keys()) if (ways.size > KEPT) ways.delete(oldest);
  };
  return (said) => {
    const id = said.correlation_id;
    const known = id === undefined ? undefined : ways.get(id);
    if (said.message === 'accepted' && id !== undefined) {
      const way = begun(said, known);
      if (said.commands === 0) return turnOf(said, { way, end: ['nothing', 'tells nothing'] });
      if (known && way.at - known.at < SWALLOWS) return turnOf(said, { way: known, end: ['seen', 'seen before'] });
      return keep(id, way);
    }
    if (known && said.message === 'told') known.told.push(said.event ?? '');
    if (known && said.message === 'parked' && said.reason !== undefined) known.reasons.push(said.reason);
    const way = known ?? begun(said);
    const end = endOf(said, way);
    return end && turnOf(said, { way, end });
  };
}

const begun = ({ provider, function: receiver, type, timestamp }: Said, before?: Way): Way => ({
  provider: provider ?? receiver,
  type: type ?? '',
  told: [],
  reasons: [],
  at: Date.parse(timestamp),
  isAgain: before !== undefined,
  isLate: false,
});

type End = readonly [outcome: Outcome, text: string];

const turnOf = (said: Said, { way: { provider, type }, end: [outcome, text] }: { readonly way: Way; readonly end: End }): Turn => ({
  reference: said.correlation_id,
  provider,
  type,
  outcome,
  text,
  said,
});

/** Undefined while it is under way. */
function endOf(said: Said, way: Way): End | undefined {
  switch (said.message) {
    case 'ignored':
      return ['ignored', `ignored: ${said.why ?? ''}`];
    case 'refused':
      return ['refused', `401 ${said.verdict ?? ''}: ${said.guess ?? ''}`];
    case 'refused: the body is over the limit':
      return ['refused', '413 the body is over the limit'];
    case 'unreadable: parked with its raw body':
      return ['parked', `parked unreadable: ${said.cause ?? ''}`];
    case 'not taken: the provider is asked to retry':
      return ['failed', `503 ${said.what ?? ''}: ${said.cause ?? ''}`];
    default:
      return said.correlation_id !== undefined && said.function === 'consumer' ? endAtBunce(said, way) : undefined;
  }
}

function endAtBunce({ message, calls, reason }: Said, way: Way): End | undefined {
  const { told } = way;
  switch (message) {
    case 'delivered':
      // In a call for another too, or for nothing where Bunce has newer: only of what came before is it no news.
      return calls === 0 && told.length === 0 && way.isAgain ? ['seen', 'seen before'] : ['delivered', told.splice(0).join(', ')];
    case 'waiting':
      return ['waiting', 'waits for its person'];
    case 'parked':
      // The first line has the reason, the last one tells that all of it is settled.
      return reason === undefined ? ['parked', `parked ${way.reasons.splice(0).join(', ')}`] : undefined;
    case 'retry':
      if (way.isLate) return undefined;
      way.isLate = true;
      return ['working', 'comes back'];
    default:
      return undefined;
  }
}
