import { inspect } from '../../local/inspect.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { cliAt } from '../../local/run-file.ts';
import { homeOf, sampleNames } from '../../local/samples.ts';
import type { Project } from '../../shared/config/project.ts';
import { settingsOf } from '../../shared/webhook/generic-source.ts';

/** Says where all of a run is found. */
export function announce({ gateway, bunce, bond, queues }: LocalRun, project: Project): void {
  const providers = Object.keys(settingsOf(project.config));
  const urls = Object.values(queues).map(({ url }) => url);
  console.log(`console     ${gateway}/`);
  console.log(`webhooks    ${gateway}/webhooks/{${providers.join(',')}}  (and any other built-in provider)`);
  console.log(`Bunce       ${bunce.url}  (simulator; what arrived: ${bunce.control}/events)`);
  console.log(`Bond        ${bond.url}  (simulator)`);
  console.log(`queues      ${urls.join('  ')}`);
  console.log(`try         ${cliAt(gateway)} ${example(providers[0] ?? '', project)}`);
  console.log('ready');
}

function example(provider: string, project: Project): string {
  const [sample = 'NAME'] = sampleNames(homeOf(provider, project));
  return `send ${provider} --sample ${sample}`;
}

/** Lets a debugger at a function, and says where. */
export async function announceDebugger(name: string, run: LocalRun): Promise<void> {
  const port = await inspect(name, run);
  console.log(`inspect     127.0.0.1:${port}  (${name}: attach a debugger after its first webhook)`);
}
