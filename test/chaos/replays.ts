import type { SQSClient } from '@aws-sdk/client-sqs';

import { replayAll } from '../../cli/parked/replay-all.ts';
import { stageOf } from '../../shared/config/config.ts';
import type { Project } from '../../shared/config/project.ts';
import { chance } from '../../local/load/chance.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Journal } from './journal.ts';
import { parkedToken } from './judge/parked.ts';

export interface Replaying {
  readonly client: SQSClient;
  readonly run: LocalRun;
  readonly project: Project;
  readonly journal: Journal;
}

/** Most of what is parked goes back by the CLI's own code, beside what comes meanwhile. Doubt is left where it is: sending it again is an operator's choice. */
export async function replayParked({ client, run, project, journal }: Replaying): Promise<void> {
  const at = (name: string) => ({ client, url: run.queues[name]?.url ?? '' });
  const { sent } = await replayAll({
    stack: {
      project,
      settings: stageOf(project.config, 'default'),
      queue: at('Queue'),
      parked: at('Parked'),
      // No provider of a run looks anything up.
      secretOf: async () => ({ secrets: [], credentials: {} }),
      settingsOf: () => ({}),
    },
    again: false,
    dryRun: false,
    overAge: true,
    isSelected({ parked }) {
      const token = parkedToken(parked);
      const isChosen = parked.reason !== 'ambiguous' && chance(journal.seed, 'replay', token) < 0.7;
      if (isChosen) journal.replayed.add(token);
      return isChosen;
    },
  });
  sent.forEach(() => journal.inject('replays'));
}
