import type { Project } from '../shared/config/project.ts';
import type { LocalRun } from './run.ts';
import { receiversOf } from './receivers.ts';

/** Opens a route for each built-in provider; one that the template lacks is bundled when somebody calls it. */
export function serveEveryProvider(project: Project, { live, bundler }: Pick<LocalRun, 'live' | 'bundler'>): void {
  const receivers = receiversOf(project);
  const beside = receivers.filter(({ isEnabled }) => !isEnabled);
  live.serve(receivers, new Map(beside.map(({ construct, provider }) => [construct, bundler.onDemand(provider)])));
}
