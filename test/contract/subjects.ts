import { homeOf } from '../../local/samples.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import type { Subject } from '../../testing/subject.ts';
import { subjectOf } from '../../testing/subject-of.ts';

/** Every registered provider with its samples and known answers. */
export const subjects: readonly Subject[] = Object.values(providers).map((provider) => subjectOf(provider, homeOf(provider.name)));
