import { packBody, type Parked } from '../queue/parked.ts';
import { VERSION } from '../runtime/version.ts';
import type { Provider } from './provider.ts';
import { readable } from './read.ts';
import type { WebhookRequest } from './request.ts';

export interface UnreadableWebhook {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  readonly type: string | null;
  readonly id: string;
  readonly cause: string;
  readonly now: Date;
  readonly seal?: string | undefined;
}

/** The webhook as it came in, to be read again by tomorrow's code: of its headers only those that the provider says it reads. */
export function parkedWebhook({ provider, request, type, id, cause, now, seal }: UnreadableWebhook): Parked {
  return {
    v: 1,
    id: `${provider.name}/${id}`,
    provider: provider.name,
    type,
    generation: 0,
    reason: 'unreadable',
    detail: cause,
    parkedAt: now.toISOString(),
    firstReceivedAt: now.toISOString(),
    receiveCount: 0,
    step: 'map',
    version: VERSION,
    raw: { body: packBody(request.body), headers: readable(provider, request), ...(seal !== undefined && { seal }) },
  };
}

interface UnreadableEntries extends Omit<UnreadableWebhook, 'cause' | 'seal'> {
  readonly type: string;
  readonly entries: readonly { readonly entry: unknown; readonly cause: string }[];
}

/** The entries of a batch that cannot be read, as a webhook of their own: the others go on without them. */
export function parkedEntries({ request, id, entries, ...webhook }: UnreadableEntries): Parked {
  const body = Buffer.from(JSON.stringify(entries.map(({ entry }) => entry)));
  const cause = `${entries.length} of its entries: ${entries[0]?.cause ?? ''}`;
  return parkedWebhook({ ...webhook, request: { ...request, body }, id: `${id}#unreadable`, cause });
}
