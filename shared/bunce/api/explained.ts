import type { Judgement } from '../status.ts';

/** Any judgement but success. */
export type Failure = Exclude<Judgement, { readonly kind: 'ok' }>;

const KEYS = 'take a valid one from app.bunce.so/settings/api-webhooks; a key of the sandbox is none of the live account';

const elsewhere = (baseUrl: string, said: string): string =>
  `what answers at ${baseUrl} is not Bunce's API (${said}): check the base URL, its version included`;

const nothing = (baseUrl: string, said: string): string =>
  `Bunce has nothing there (${said}): check the id, and whether ${baseUrl} is its URL with the version`;

/** What went wrong between us and Bunce, and what helps, for the person at the command line. */
export function explained(failure: Failure, { what, baseUrl }: { readonly what: string; readonly baseUrl: string }): string {
  const { kind, status, message } = failure;
  const said = status === null || message === `status ${status}` ? message : `${status}: ${message}`;
  switch (kind) {
    case 'misdirected':
      return failure.setting === 'key' ? `Bunce refuses the key (${said}): ${KEYS}` : elsewhere(baseUrl, said);
    case 'down':
      return status === null
        ? `Bunce cannot be reached at ${baseUrl} (${said}): check the network and the base URL`
        : `Bunce has a fault (${said}): try again later`;
    case 'busy':
      return `Bunce has had too many requests from here (${said}): try again in ${failure.after} seconds`;
    case 'unsure':
      if (status !== null && status < 300) return elsewhere(baseUrl, said);
      return `Bunce did not answer in time or cut the connection (${said}): try again`;
    case 'refused':
      return status === 404 ? nothing(baseUrl, said) : `Bunce refuses to ${what} (${said})`;
  }
}
