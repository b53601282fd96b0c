import * as z from 'zod/mini';
import type { Account } from './account.ts';

/** What a client gets. `text` is sent as it is instead of a JSON body. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call<Body = unknown> {
  /** The variable parts of the path, in order, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Body;
  /** Attribute rows that a fault makes fail, by index. */
  readonly rowErrors: Readonly<Record<string, string>>;
}

export type Handler = (account: Account, call: Call) => Answer;

/** Success in the documented envelope. */
export const ok = (data: unknown, message = 'Successful'): Answer => ({ status: 200, body: { success: true, message, data } });

export const created = (account: Account, { data, message }: { readonly data: unknown; readonly message: string }): Answer => ({
  ...ok(data, message),
  status: account.switches.createdStatus,
});

/** A failure: `success` and `message`, never `data`. */
export const refused = (status: number, message: string): Answer => ({ status, body: { success: false, message } });

export const notFound = (what: string): Answer => refused(404, `${what} not found`);

export const exists = (account: Account, what: string): Answer => refused(account.switches.existsStatus, `${what} already exists`);

export interface FieldFault {
  readonly field: string;
  readonly text: string;
}

/** 422 with the first fault as its message; the switch `errorsField` adds them all. */
export function invalid(account: Account, faults: readonly FieldFault[]): Answer {
  const message = faults[0]?.text ?? 'The request is not valid';
  if (!account.switches.errorsField) return refused(422, message);
  const errors: Record<string, string[]> = {};
  for (const { field, text } of faults) (errors[field] ??= []).push(text);
  return { status: 422, body: { success: false, message, errors } };
}

export const required = (field: string): FieldFault => ({ field, text: `${field} is required and must be present` });

type Issue = z.core.$ZodIssue;

const valueAt = (body: unknown, path: Issue['path']): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), body);

function faultOf(issue: Issue, body: unknown): FieldFault {
  const field = issue.path.join('.') || 'body';
  if (issue.code === 'custom') return { field, text: issue.message };
  const value = valueAt(body, issue.path);
  return value === undefined || value === null || value === '' ? required(field) : { field, text: `${field} is not valid` };
}

const Fields = z.looseObject({});

/** Reading leaves out what it does not know. */
function unknownIn(body: unknown, read: unknown): FieldFault[] {
  const known = Fields.parse(read);
  const unknown = Object.keys(Fields.parse(body)).filter((field) => !Object.hasOwn(known, field));
  return unknown.map((field) => ({ field, text: `${field} is not a known field` }));
}

/** A handler that is only called with a body of this shape; any other body is a 422. */
export const reading =
  <Body>(shape: z.ZodMiniType<Body>, handle: (account: Account, call: Call<Body>) => Answer): Handler =>
  (account, call) => {
    const read = shape.safeParse(call.body);
    const extra = read.success && account.switches.unknownKeys === 'refuse' ? unknownIn(call.body, read.data) : [];
    if (extra.length > 0) return invalid(account, extra);
    if (read.success) return handle(account, { ...call, body: read.data });
    return invalid(
      account,
      read.error.issues.map((issue) => faultOf(issue, call.body)),
    );
  };
