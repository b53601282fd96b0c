import { homeOf } from '../../local/samples.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import type { KnownAnswer, Subject } from '../../testing/subject.ts';
import { knownAnswersIn, subjectOf } from '../../testing/subject-of.ts';
import { project } from '../project.ts';

/** The standard leaves no choice: what is known of one sender holds for all. */
const ofScheme = (name: string): readonly KnownAnswer[] =>
  project.config.generic?.[name]?.scheme === 'standard-webhooks' ? knownAnswersIn(homeOf('standard-webhooks')) : [];

/** Every registered provider with its samples and known answers. */
export const subjects: readonly Subject[] = Object.values(providers).map((provider) => subjectOf(provider, homeOf(provider.name)));

/** Every sender of the config, with what stands in `samples/`. */
export const senders: readonly Subject[] = Object.values(providersOf({ config: project.config }))
  .filter(({ name }) => !Object.hasOwn(providers, name))
  .map((provider) => subjectOf(provider, homeOf(provider.name, project)))
  .map((subject) => ({ ...subject, knownAnswers: [...subject.knownAnswers, ...ofScheme(subject.provider.name)] }));
