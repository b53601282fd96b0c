import type { Answer } from '../bunce/answer.ts';
import type { Bond } from './state.ts';
import type { Switches } from './switches.ts';

export type { Answer };

export interface Call<Body = unknown> {
  /** The variable parts of the path, in order, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Body;
}

export type Handler = (bond: Bond, call: Call) => Answer;

export const ok = (body: unknown): Answer => ({ status: 200, body });

export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** Field → texts where a schema was broken. */
  readonly message: string | Readonly<Record<string, readonly string[]>>;
}

/** The four capitalised keys of every error. */
export const refused = ({ status, code, message }: Refusal): Answer => ({
  status,
  body: { Message: message, Status: status, Code: code, Type: status < 500 && status !== 424 ? 'Request Error' : 'Server Error' },
});

interface Broken {
  /** Field → texts. */
  readonly message: Readonly<Record<string, readonly string[]>>;
  readonly switches: Pick<Switches, 'schemaMessage'>;
  readonly status?: number;
}

/** What a body or a query is answered that breaks the rules of its fields. */
export function invalid(code: string, { message, switches, status = 400 }: Broken): Answer {
  const lines = Object.entries(message).map(([field, texts]) => `${field}: ${texts.join(' ')}`);
  return refused({ status, code, message: switches.schemaMessage === 'text' ? lines.join('; ') : message });
}

/** `customer_dne` for a customer, and so on. */
export const missing = (what: string, id = ''): Answer =>
  refused({ status: 404, code: `${what}_dne`, message: `${what[0]?.toUpperCase()}${what.slice(1)} ${id} does not exist.` });
