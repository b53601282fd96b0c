import type { Sample } from '../local/samples.ts';
import type { Command } from '../shared/bunce/command.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { read, type Reading } from '../shared/webhook/read.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import { signed } from './signed.ts';

export const readingOf = (provider: Provider, sample: Sample): Promise<Reading> =>
  readingOfRequest(provider, { request: signed(provider, { sample }), lookup: sample.lookup });

interface Received {
  readonly request: WebhookRequest;
  readonly lookup: unknown;
}

/** What a request says once it is let in, whatever its signature. */
export const readingOfRequest = (provider: Provider, { request, lookup }: Received): Promise<Reading> =>
  read({ provider, request, testEvents: 'send', find: async () => lookup });

/** None where the webhook is unreadable or ignored. */
export const commandsIn = (reading: Reading): readonly Command[] => (reading.kind === 'read' ? reading.commands : []);
