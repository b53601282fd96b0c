import type { Sample } from '../local/samples.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import { sent } from '../shared/webhook/sent.ts';
import type { SignatureSettings } from '../shared/webhook/scheme.ts';
import type { Verdict } from '../shared/webhook/signature.ts';
import { verify } from '../shared/webhook/signature.ts';

export const NOW = new Date('2026-03-14T10:00:00Z');
export const SETTINGS: SignatureSettings = { url: 'https://hooks.example.com/webhooks/x', webhookId: 'WH-CONTRACT' };

export const secretOf = ({ signature }: Provider, words = 'the current secret'): string => signature.secretFrom(words);

interface Signed {
  readonly sample: Sample;
  readonly secret?: string;
  readonly id?: string;
}

/** The sample as the provider would send it. */
export function signed(provider: Provider, { sample, secret = secretOf(provider), id = 'msg_contract' }: Signed): WebhookRequest {
  return sent(provider.signature, { headers: sample.headers, body: sample.body, secret, now: NOW, id, settings: SETTINGS });
}

interface Judged {
  readonly request: WebhookRequest;
  readonly secrets?: readonly string[];
  readonly now?: Date;
}

export const verdictOf = async (provider: Provider, { request, secrets = [secretOf(provider)], now = NOW }: Judged): Promise<Verdict> =>
  verify(provider.signature, { request, secrets, now, settings: SETTINGS });

/** The headers that only the signature adds. */
export const proofOf = (provider: Provider, sample: Sample): readonly string[] =>
  Object.keys(signed(provider, { sample }).headers).filter((name) => !(name in sample.headers));
