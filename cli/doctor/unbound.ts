import { providersOf } from '../../functions/webhooks/senders.ts';
import { homeOf, samplesOf } from '../../local/samples.ts';
import { readSample } from '../../local/triggers.ts';
import { entriesOf } from '../../shared/bunce/binding-choice.ts';
import type { Project } from '../../shared/config/project.ts';
import type { Settled } from '../../shared/config/config.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { type Finding, note } from './finding.ts';

interface Asked {
  readonly project: Project;
  readonly settled: Pick<Settled, 'events'>;
  readonly enabled: readonly string[];
}

/** What the enabled providers tell, by their samples, and no binding takes: nobody hears of it. */
export async function unboundFindings({ project, settled, enabled }: Asked): Promise<readonly Finding[]> {
  const providers = providersOf(project);
  const findings = await Promise.all(
    enabled.map(async (name) => {
      const provider = providers[name];
      const names = provider ? await namesTold(provider, project) : [];
      const unbound = names.filter((event) => entriesOf(settled.events, event).length === 0);
      return unbound.length === 0
        ? []
        : [note(`${name} events`, { text: `bound by nothing: ${unbound.join(', ')}`, fix: 'bind them under events, or let them be' })];
    }),
  );
  return findings.flat();
}

async function namesTold(provider: Provider, project: Project): Promise<readonly string[]> {
  const readings = await Promise.all(samplesOf(homeOf(provider.name, project)).map(async (sample) => readSample({ provider }, sample)));
  const commands = readings.flatMap((reading) => (reading.kind === 'read' ? reading.commands : []));
  return [...new Set(commands.flatMap((command) => (command.type === 'track-event' ? [command.event.name] : [])))].toSorted();
}
