import * as z from 'zod/mini';

import { type Customer, isSomebody } from '../bunce/command.ts';
import { isUnread, type Unread } from '../bunce/unread.ts';
import type { HttpCall } from '../runtime/http.ts';
import { askPatiently } from '../runtime/patient-http.ts';
import { parsed } from './payload.ts';

/** All customers that a provider has, for `import`; nothing of it is asked for in a receiver. */
export interface PeopleList {
  /** What it needs from the provider's secret: setting → what it is. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Which of them webhooks are signed with: the first of the secret's `secrets` is it. */
  readonly signing?: string;
  /** With its version, where it is the same for everybody; else the config's `baseUrl` says it. */
  readonly baseUrl?: string;
  /** Where on a record stands what is attached to it, for `customerId`; who may have set it the provider says of its webhooks. */
  readonly metadata?: readonly string[];
  /** Page after page. Throws a PeopleUnread where the provider does not answer as its API does. */
  list(request: PeopleRequest): AsyncIterable<PeoplePage>;
  /** Never throws. */
  person(record: unknown): Listed;
}

export interface PeopleRequest {
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** The `next` of a page, to go on there. */
  readonly from: string | undefined;
  sleep(milliseconds: number): Promise<unknown>;
}

export interface PeoplePage {
  readonly records: readonly unknown[];
  /** Undefined at the end. */
  readonly next: string | undefined;
  /** Of the whole list, where the provider says it beside. */
  readonly total?: number | undefined;
}

export type Listed =
  /** `updatedAt`: when the provider last wrote any of it. */
  | { readonly customer: Customer; readonly updatedAt?: string | undefined }
  /** Why the record is nobody; without a value of it. */
  | { readonly refused: string };

/** The provider did not give its list; the message holds no word of its answer. */
export class PeopleUnread extends Error {
  override readonly name = 'PeopleUnread';
  /** The credentials are wrong, or may not read customers. */
  readonly isKeys: boolean;

  constructor(message: string, { status, ...options }: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options);
    this.isKeys = status === 401 || status === 403;
  }
}

interface Named {
  readonly customer: Customer;
  readonly updatedAt?: string | Unread | undefined;
}

/** How a record is read: parse by its schema, then map. */
export const personOf =
  <Of>(schema: z.ZodMiniType<Of>, map: (record: Of) => Named) =>
  (record: unknown): Listed => {
    const { data } = z.safeParse(schema, record);
    if (data === undefined) return { refused: 'the record has another form than documented' };
    const { customer, updatedAt } = map(data);
    if (!isSomebody(customer)) return { refused: 'it has neither an id nor an e-mail' };
    return { customer, ...(updatedAt !== undefined && !isUnread(updatedAt) && { updatedAt }) };
  };

interface Following extends Pick<PeopleRequest, 'from'> {
  /** As in messages. */
  readonly provider: string;
  /** The page at a cursor; the first without one. */
  page(at: string | undefined): Promise<PeoplePage>;
}

/** Page after page, until one has no next. Throws where the same comes again: who knows of no pages would go on for ever. */
export async function* followPages({ from, provider, page }: Following): AsyncGenerator<PeoplePage, void> {
  let [at, before] = [from, ''];
  for (;;) {
    const { records, next, total } = await page(at);
    const text = JSON.stringify(records);
    if ((records.length > 0 && text === before) || (next !== undefined && next === at))
      throw new PeopleUnread(`${provider} gives the same page of its list again and again: check the base URL`);
    yield { records, next, ...(total !== undefined && { total }) };
    if (next === undefined) return;
    [at, before] = [next, text];
  }
}

/** Milliseconds that one page may take. */
const DEADLINE = 60_000;

interface Asked extends Omit<HttpCall, 'signal'>, Pick<PeopleRequest, 'sleep'> {
  /** As in messages. */
  readonly provider: string;
  /** Whether a 200 says that it was too much. */
  isBusy?(body: unknown): boolean;
}

/** The body of one page, long ids as text; asked for again where the provider is busy, broken or out of reach. */
export async function pageBody<Body>(schema: z.ZodMiniType<Body>, { sleep, provider, isBusy, ...call }: Asked): Promise<Body> {
  const { status, text } = (await askPatiently({ call, deadline: DEADLINE, sleep, isBusy })) ?? { status: 0, text: '' };
  const { data } = status === 200 ? z.safeParse(schema, bodyIn(text)) : {};
  if (data === undefined) throw new PeopleUnread(wordsOf(status, provider), { status });
  return data;
}

function bodyIn(text: string): unknown {
  try {
    return parsed(text);
  } catch {
    return undefined;
  }
}

function wordsOf(status: number, provider: string): string {
  if (status === 0) return `${provider} cannot be reached: check the network and the base URL`;
  if (status === 401 || status === 403)
    return `${provider} refuses the credentials (${status}): check that they are valid and may read customers`;
  return `${provider} answered ${status}, not as its list of customers does: check the base URL, its version included`;
}
