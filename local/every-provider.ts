import type { Project } from '../shared/config/project.ts';
import type { Bundler } from './bundler.ts';
import type { Live } from './live.ts';
import { receiversOf } from './receivers.ts';

interface Serving {
  readonly live: Live;
  readonly bundler: Bundler;
}

/** Opens a route for each built-in provider; one that the template lacks is bundled when somebody calls it. */
export function serveEveryProvider(project: Project, { live, bundler }: Serving): void {
  const receivers = receiversOf(project);
  const beside = receivers.filter(({ isEnabled }) => !isEnabled);
  live.serve(receivers, new Map(beside.map(({ construct, provider }) => [construct, bundler.onDemand(provider)])));
}
