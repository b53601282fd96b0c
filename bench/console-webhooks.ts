import { setTimeout as pause } from 'node:timers/promises';

import { providers } from '../functions/webhooks/registry.ts';
import { localSecret } from '../local/local-secret.ts';
import { homeOf, sampleOf } from '../local/samples.ts';

/** A sample, and what of it is another webhook's in each, or another person's. */
interface Like {
  readonly provider: string;
  readonly sample: string;
  readonly own: readonly string[];
  readonly person: readonly string[];
}

const SIGN_UP: Like = {
  provider: 'clerk',
  sample: 'user.created',
  own: ['idn_2BWmwrQWCLxlDPnR44bQLniKipo'],
  person: ['user_2k6QehZLpBsXDiP9pWtrS3u7YiF', 'Ngozi.Eze@Example.com', '+2348035551234'],
};
const PAYSTACK: Like = {
  provider: 'paystack',
  sample: 'charge.success',
  own: ['4099260516', 'ORDER-2026-0314-0001'],
  person: ['81245901', 'CUS_a1d2a3o4b5i6n7e', 'Ada.Obinwanne@Example.com'],
};
const STRIPE: Like = {
  provider: 'stripe',
  sample: 'checkout.session.completed',
  own: [
    'evt_1Q6bguYubUUNtZHkGumk3voI',
    'cs_live_P7cYApAmCE2zDgkEDU0u9TJ8QgjY5l8gizGCAwKKFUWXAwpyriJLbbaofD',
    'pi_3nWT7hY32rmbKDaRW6vUZAmg',
  ],
  person: ['cus_zbvFgHT3Q59Kkc', 'Kwame.Mensah@example.com'],
};

/** Of each person, in turn: they sign up, and buy. */
const OF_ONE = [SIGN_UP, PAYSTACK, STRIPE, PAYSTACK, STRIPE];

export interface Sending {
  /** Of the first: no two have the same. */
  readonly from: number;
  readonly count: number;
  /** A second. */
  readonly rate: number;
}

/** Webhooks of which no two are the same, one after the other for each provider, so that one function of each is enough. */
export async function sendWebhooks(gateway: string, { from, count, rate }: Sending): Promise<void> {
  const all = Array.from({ length: count }, (_, at) => from + at);
  const byProvider = Map.groupBy(all, (number) => likeOf(number).provider);
  await Promise.all(
    [...byProvider.values()].map(async (numbers) => {
      for (const number of numbers) {
        const response = await post(gateway, number);
        if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
        await response.arrayBuffer();
        if (rate < Infinity) await pause((1000 * count) / (rate * numbers.length));
      }
    }),
  );
}

const likeOf = (number: number): Like => OF_ONE[number % OF_ONE.length] ?? SIGN_UP;

async function post(gateway: string, number: number): Promise<Response> {
  const like = likeOf(number);
  const provider = providers[like.provider];
  if (!provider) throw new Error(`there is no provider ${like.provider}`);
  const url = `${gateway}/webhooks/${like.provider}`;
  const body = Buffer.from(bodyOf(like, number));
  const id = `msg_${number}`;
  const proof = provider.signature.sign({ body, secret: localSecret(provider), now: new Date(), id, settings: { url } });
  return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...proof } });
}

function bodyOf({ provider, sample, own, person }: Like, number: number): string {
  const text = sampleOf(homeOf(provider), sample).body.toString();
  const renamed = own.reduce((body, id) => body.replaceAll(id, numbered(id, number)), text);
  const whose = Math.floor(number / OF_ONE.length);
  return person.reduce((body, id) => body.replaceAll(id, id.includes('@') ? `p${whose}@example.com` : numbered(id, whose)), renamed);
}

const numbered = (id: string, number: number): string => `${id.slice(0, -6)}${String(number).padStart(6, '0')}`;
