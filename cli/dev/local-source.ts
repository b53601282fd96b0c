import { breaksOf } from '../../local/console/breaks.ts';
import type { View } from '../../local/console/protocol.ts';
import type { AsItStands } from './as-it-stands.ts';
import type { Recording } from '../../local/console/record.ts';
import type { Seen } from '../../local/console/seen.ts';
import { resend } from '../../local/console/sending.ts';
import { type ParkedDesk, type PeopleDesk, Refused, type Source, type Tell } from '../../local/console/source.ts';
import { sentOf, webhookOf } from '../../local/console/webhook-of.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { cliAt } from '../../local/run-file.ts';
import type { Project } from '../../shared/config/project.ts';
import { inWords } from '../console/in-words.ts';
import type { ReachedStack } from '../stack.ts';
import { numbersOf } from '../console/numbers.ts';

export interface Shown {
  readonly project: Project;
  readonly run: LocalRun;
  readonly stack: ReachedStack;
  readonly recording: Recording;
  readonly standing: AsItStands;
  readonly parked: ParkedDesk;
  readonly people: PeopleDesk;
}

const VIEWS: readonly View[] = ['webhooks', 'parked', 'people', 'providers', 'bindings', 'break'];

/** The local run as the console shows it. */
export function localSource(local: Shown): Source & { sourcesChanged(): void } {
  const { run, recording, standing } = local;
  const watching = new Set<Tell>();
  const stale = (...views: readonly View[]): void => watching.forEach((tell) => tell('stale', views));
  return {
    about: {
      place: 'local',
      name: 'local run',
      stage: 'local',
      isProduction: false,
      mayWrite: true,
      cli: cliAt(run.gateway),
      views: VIEWS,
    },
    numbers: async () => numbersOf(local.stack),
    webhooks: {
      list: recording.rows,
      one: async (id) => {
        const seen = recording.one(id);
        return seen && webhookOf(seen, run.gateway);
      },
      resend: async (id) => resend(there(recording.one(id)), run.gateway),
      send: standing.send,
      async keepAsSample(id, name) {
        const seen = there(recording.one(id));
        const done = await standing.keepAsSample({ provider: seen.row.provider, name, sent: sentOf(seen) });
        stale('bindings', 'providers');
        return done;
      },
    },
    parked: local.parked,
    people: local.people,
    providers: { list: standing.providers, setSecret: inWords(standing.setSecret) },
    bindings: standing.bindings,
    sourcesChanged() {
      standing.change();
      stale('bindings', 'providers');
    },
    breaks: breaksOf({ control: run.bunce.control, now: Date.now, onChange: () => stale('break') }),
    watch(tell) {
      watching.add(tell);
      const stop = recording.watch((rows) => {
        tell('rows', rows);
        tell('stale', ['people', 'providers']);
      });
      return () => {
        watching.delete(tell);
        stop();
      };
    },
  };
}

function there(seen: Seen | undefined): Seen {
  if (!seen) throw new Refused('this webhook is too long ago: it is not kept any more');
  return seen;
}
