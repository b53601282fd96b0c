import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { samplesOf } from '../../cli/sample.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import type { KnownAnswer, Subject } from './checks.ts';

const KnownAnswers = z.array(
  z.strictObject({
    how: z.string().check(z.minLength(10)),
    secret: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    now: z.optional(z.int()),
    url: z.optional(z.string()),
    webhookId: z.optional(z.string()),
  }),
);

function knownAnswersOf(name: string): readonly KnownAnswer[] {
  const file = join(import.meta.dirname, `../../functions/webhooks/${name}/known-answer.json`);
  return existsSync(file) ? KnownAnswers.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Every registered provider with its samples and known answers. */
export const subjects: readonly Subject[] = Object.values(providers).map((provider) => ({
  provider,
  samples: samplesOf(provider.name),
  knownAnswers: knownAnswersOf(provider.name),
}));
