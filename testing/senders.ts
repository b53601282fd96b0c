import { providersOf } from '../functions/webhooks/senders.ts';
import { homeOf } from '../local/samples.ts';
import type { Project } from '../shared/config/project.ts';
import type { KnownAnswer, Subject } from './subject.ts';
import { knownAnswersIn, subjectOf } from './subject-of.ts';

/** Every sender that a project's config describes, with what stands in its `samples/`. */
export function sendersOf(project: Project): readonly Subject[] {
  const { generic = {} } = project.config;
  const all = providersOf(project);
  return Object.entries(generic).flatMap(([name, { scheme }]) => {
    const provider = all[name];
    if (!provider) return [];
    const subject = subjectOf(provider, homeOf(name, project));
    return [{ ...subject, knownAnswers: [...subject.knownAnswers, ...ofScheme(scheme)] }];
  });
}

/** The standard leaves no choice: what is known of one sender holds for all. */
const ofScheme = (scheme: string): readonly KnownAnswer[] =>
  scheme === 'standard-webhooks' ? knownAnswersIn(homeOf('standard-webhooks')) : [];
