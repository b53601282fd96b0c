import { appendFileSync } from 'node:fs';

import { tokensIn } from './keys.ts';
import type { Handle } from './proxy.ts';

/** Takes one line for each request that passed a proxy. */
export type Trace = (line: string) => void;

/** Written as it happens, so that a run that hangs can be looked at too. */
export const traceTo =
  (file: string): Trace =>
  (line) =>
    appendFileSync(file, `${line}\n`);

/** What was asked, about which webhooks, and what came of it. */
export const traced = (service: string, { handle, trace }: { readonly handle: Handle; readonly trace: Trace | undefined }): Handle =>
  trace === undefined
    ? handle
    : async (exchange) => {
        const { method, path, headers, body } = exchange.asked;
        const began = Date.now();
        const outcome = await handle(exchange);
        const answer = typeof outcome === 'string' ? outcome : `${outcome.status} ${tokensIn(outcome.body).join()}`;
        const operation = headers['x-amz-target'] ?? `${method} ${path}`;
        const short = body.length > 1500 ? tokensIn(body).join() : body;
        trace(`${new Date(began).toISOString().slice(14)} ${Date.now() - began} ms ${service} ${String(operation)} → ${answer} | ${short}`);
        return outcome;
      };
