import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { parsed } from '../shared/webhook/payload.ts';
import { fieldsOf } from './hostile.ts';
import type { ListPage, ShownList } from './subject.ts';

/** What a stand-in answers in place of a page, or undefined for the page. */
export type Instead = (asked: Asked) => Answer | undefined;

export interface Asked {
  /** Which page is asked for, from 0; -1 where it is none of them. */
  readonly page: number;
  /** How often it was asked for before. */
  readonly before: number;
}

export interface Answer {
  readonly status?: number;
  readonly text: string;
}

export interface ListApi {
  readonly baseUrl: string;
  /** Which pages were asked for. */
  readonly asked: readonly number[];
  close(): Promise<void>;
}

/** As much of a provider's API as its folder shows of its list. */
export async function startListApi(list: ShownList, instead: Instead = () => undefined): Promise<ListApi> {
  const asked: number[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const page = list.pages.findIndex((each) => isAskedFor(each, { path: request.url ?? '', body }));
    const before = asked.filter((each) => each === page).length;
    asked.push(page);
    const { status = 200, text: answer } = instead({ page, before }) ?? pageText(list, { page }) ?? { status: 404, text: '{}' };
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  };
  const server = createServer((request, response) => void respond(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Ask {
  readonly path: string;
  readonly body: string;
}

const isAskedFor = ({ path, body }: ListPage, ask: Ask): boolean =>
  path === ask.path && (body === undefined || contains(ask.body === '' ? undefined : JSON.parse(ask.body), body));

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  return Object.entries(part).every(([key, value]) => contains(fieldsOf(whole)[key], value));
}

interface Filled {
  readonly page: number;
  /** The JSON of each, in place of its own. */
  readonly records?: readonly string[];
}

/** The answer of a page. */
export function pageText(list: ShownList, { page, records = recordTexts(list, page) }: Filled): Answer | undefined {
  const shown = list.pages[page];
  return shown && { text: JSON.stringify(shown.answer).replace('"RECORDS"', () => `[${records.join(',')}]`) };
}

/** The JSON of each record of a page: they are numbered through all pages. */
export function recordTexts({ record, pages }: ShownList, page: number): readonly string[] {
  const before = pages.slice(0, page).reduce((sum, each) => sum + each.records, 0);
  return Array.from({ length: pages[page]?.records ?? 0 }, (_, at) => JSON.stringify(record).replaceAll('#', String(before + at + 1)));
}

/** All of them as they should be read, with their numbers, from 1. */
export const recordsIn = (list: ShownList) =>
  list.pages
    .flatMap((_page, page) => recordTexts(list, page).map((record) => ({ page, record: parsed(record) })))
    .map((each, at) => ({ ...each, number: at + 1 }));
