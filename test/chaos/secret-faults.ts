import { setTimeout as pause } from 'node:timers/promises';

import * as z from 'zod/mini';

import { providers } from '../../functions/webhooks/registry.ts';
import { chance } from '../../local/load/chance.ts';
import { localSecret } from '../../local/local-secret.ts';
import type { Journal } from './journal.ts';
import type { Answer, Handle } from './proxy.ts';

/** What a provider signs with after the rotation. */
export function rotatedSecret(name: string): string {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider is called ${name}`);
  return provider.signature.secretFrom(`rotated-${name}-secret`);
}

export interface SecretFaults {
  readonly handle: Handle;
  /** From now on each provider's secret holds two: the new one, and the one before. */
  rotate(): void;
}

/** A Secrets Manager that is slow, or fails, when an instance starts. */
export function secretFaults(journal: Journal): SecretFaults {
  let isRotated = false;
  const answer = async (forward: () => Promise<Answer>): Promise<Answer> => (isRotated ? withNew(await forward()) : forward());
  return {
    rotate() {
      isRotated = true;
      journal.inject('rotation');
    },
    async handle({ asked, forward }) {
      const key = `secret ${asked.body}`;
      const attempt = journal.attempt(key);
      if (!journal.strikes('secrets', { key, attempt, rate: 0.3 })) return answer(forward);
      journal.inject('secrets');
      const draw = chance(journal.seed, 'variant', key, attempt);
      if (draw < 0.3) return 'cut';
      await pause(draw * 1500);
      return answer(forward);
    },
  };
}

const Held = z.looseObject({ SecretString: z.string() });
const Content = z.looseObject({ secrets: z.array(z.string()) });
const before = new Map(Object.values(providers).flatMap((provider) => (provider ? [[localSecret(provider), provider.name] as const] : [])));

/** Bunce's own key is no provider's, and stays. */
function withNew(answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  const held = Held.parse(JSON.parse(answer.body));
  const { secrets, ...more } = Content.parse(JSON.parse(held.SecretString));
  const provider = before.get(secrets[0] ?? '');
  if (provider === undefined) return answer;
  const SecretString = JSON.stringify({ ...more, secrets: [rotatedSecret(provider), ...secrets] });
  return { ...answer, body: JSON.stringify({ ...held, SecretString }) };
}
