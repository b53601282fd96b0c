import { randomBytes } from 'node:crypto';

import { pageOf } from '../../local/console/bundle.ts';
import type { Recording } from '../../local/console/record.ts';
import { consoleListener } from '../../local/console/server.ts';
import { shellOf } from '../../local/console/shell.ts';
import { addressesOf } from '../../local/run-file.ts';
import type { OwnSecrets } from '../../local/own-secrets.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Project } from '../../shared/config/project.ts';
import { parkedDesk } from '../console/parked-desk.ts';
import { peopleDesk } from '../console/people-desk.ts';
import { openStack } from '../stack.ts';
import { targetOfRun } from '../target.ts';
import { customersDesk } from './customers.ts';
import { erasedAmong } from './erased.ts';
import { asItStands } from './as-it-stands.ts';
import { localSource } from './local-source.ts';

export interface Served {
  readonly project: Project;
  readonly run: LocalRun;
  readonly ownSecrets: OwnSecrets;
  readonly recording: Recording;
}

export interface LocalConsole {
  /** Its sources have changed: what it shows of them is read anew. */
  sourcesChanged(): void;
  close(): void;
}

/** Puts the console at the gateway's root. */
export async function serveConsole({ project, run, ownSecrets, recording }: Served): Promise<LocalConsole> {
  const target = targetOfRun(addressesOf(run), project);
  const { stack, close } = openStack({ project: () => project }, target);
  const parked = parkedDesk(stack);
  const standing = asItStands({ project, run, ownSecrets, recording, parked });
  const token = randomBytes(24).toString('base64url');
  const source = localSource({
    project,
    run,
    stack,
    recording,
    standing,
    parked: { ...parked, replay: standing.replay },
    people: customersDesk({
      control: run.bunce.control,
      records: peopleDesk(stack),
      erasedAmong: async (ids) => erasedAmong(ids, stack.peopleAnew(0)),
    }),
  });
  const page = { ...(await pageOf()), html: shellOf({ token, title: 'bunce-sync' }) };
  run.besides(consoleListener({ source, page, token, everyRequest: false }));
  return {
    sourcesChanged: source.sourcesChanged,
    close,
  };
}
