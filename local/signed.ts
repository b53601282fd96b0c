import { ownSettings } from '../shared/config/selection-of.ts';
import type { Project } from '../shared/config/project.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import { sent } from '../shared/webhook/sent.ts';
import { homeOf, sampleSettings } from './samples.ts';

export interface Signed {
  readonly project: Project;
  readonly webhook: Pick<WebhookRequest, 'body' | 'headers'>;
  readonly secret: string;
  /** Where it goes, which some sign too. */
  readonly url: string;
  /** Of the delivery, where the scheme has one. */
  readonly id: string;
}

/** A webhook as its provider would send it now; one that the config does not name has the settings of its samples. */
export const signedBy = (provider: Provider, { project, webhook: { body, headers }, secret, url, id }: Signed): WebhookRequest =>
  sent(provider.signature, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
    secret,
    now: new Date(),
    id,
    settings: {
      url,
      ...ownSettings(settingsOf(project.config)[provider.name] ?? sampleSettings(homeOf(provider.name, project)), provider),
    },
  });

export const post = async (url: string, { body, headers }: Pick<WebhookRequest, 'body' | 'headers'>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
