import * as z from 'zod/mini';
import { refused, type Answer } from './answer.ts';

/** A trouble to come. Without `path` and `method` it strikes every request, without `times` for ever, without `rate` always. */
export const Fault = z.strictObject({
  /** Answer this without processing; with `processedButLost`, after processing. */
  status: z.optional(z.int().check(z.gte(200), z.lte(599))),
  headers: z.optional(z.record(z.string(), z.string())),
  /** The JSON body that goes with `status`, instead of Bunce's envelope. */
  body: z.optional(z.unknown()),
  /** A page that is no JSON, as a proxy would answer; default status 200. */
  garbage: z.optional(z.literal(true)),
  /** Cut the connection before anything is processed. */
  drop: z.optional(z.literal(true)),
  /** Process, then cut the connection. */
  processedButLost: z.optional(z.literal(true)),
  /** Row errors of POST /attributes/customers: text by row index. */
  rowErrors: z.optional(z.record(z.string(), z.string())),
  /** Milliseconds between processing and answering; delays of several faults add up. */
  delay: z.optional(z.int().check(z.nonnegative())),
  /** A regular expression read from the start of the path, with or without /v1: `/customers` is a prefix. */
  path: z.optional(z.string().check(z.refine(isPattern, 'path is no regular expression'))),
  method: z.optional(z.string().check(z.toUpperCase())),
  times: z.optional(z.int().check(z.positive())),
  /** Share of requests struck, 0 to 1. */
  rate: z.optional(z.number().check(z.gte(0), z.lte(1))),
});
export type Fault = z.infer<typeof Fault>;

export interface ActiveFault extends Fault {
  readonly id: string;
  struck: number;
}

/** What strikes one request: the delays of all, and the first fault that decides the answer. */
export interface Strike {
  readonly delay: number;
  readonly fault: Fault | undefined;
}

function isPattern(path: string): boolean {
  try {
    return Boolean(patternOf(path));
  } catch {
    return false;
  }
}

const patternOf = (path: string): RegExp => new RegExp(`^(?:/v1)?(?:${path})`);

const concerns = (fault: Fault, { method, path }: Target): boolean =>
  (fault.method ?? method) === method && (fault.path === undefined || patternOf(fault.path).test(path));

const decides = ({ status, garbage, drop, processedButLost, rowErrors }: Fault): boolean =>
  (status ?? garbage ?? drop ?? processedButLost ?? rowErrors) !== undefined;

interface Target {
  readonly method: string;
  readonly path: string;
  random(): number;
}

/** Counts the faults that strike, and drops those that have struck as often as they should. */
export function strike(active: ActiveFault[], target: Target): Strike {
  let delay = 0;
  let deciding: Fault | undefined;
  for (const fault of active.filter((fault) => concerns(fault, target))) {
    if ((deciding && decides(fault)) || target.random() >= (fault.rate ?? 1)) continue;
    fault.struck += 1;
    if (fault.struck === fault.times) active.splice(active.indexOf(fault), 1);
    delay += fault.delay ?? 0;
    if (decides(fault)) deciding = fault;
  }
  return { delay, fault: deciding };
}

const changesAnswer = ({ status, garbage, drop, processedButLost }: Fault): boolean =>
  Boolean(status ?? garbage ?? drop ?? processedButLost);

/** Whether the request still reaches Bunce. */
export const processes = (fault: Fault | undefined): boolean => !fault || !changesAnswer(fault) || fault.processedButLost === true;

/** The answer under this fault; undefined is a cut connection. */
export function struckAnswer(real: Answer | undefined, fault: Fault | undefined): Answer | undefined {
  if (!fault || !changesAnswer(fault)) return real;
  const { status, headers = {} } = fault;
  if (fault.garbage) return { status: status ?? 200, text: '<html>Not Bunce</html>', headers: { 'content-type': 'text/html', ...headers } };
  if (status === undefined) return undefined;
  return { ...refused(status, `Fault ${status}`), ...(fault.body === undefined ? {} : { body: fault.body }), headers };
}
