import * as z from 'zod/mini';

import { bindingsIn } from '../../local/console/bindings.ts';
import type { BindingRow, ProviderRow } from '../../local/console/lists.ts';
import type { Kept } from '../../local/console/keep-sample.ts';
import type { Done } from '../../local/console/protocol.ts';
import { providersIn } from '../../local/console/providers.ts';
import type { Recording } from '../../local/console/record.ts';
import { signAndSend } from '../../local/console/sending.ts';
import type { ParkedDesk, Providers, Webhooks } from '../../local/console/source.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { OwnSecrets } from '../../local/own-secrets.ts';
import { addressesOf } from '../../local/run-file.ts';
import type { Project } from '../../shared/config/project.ts';
import { targetOfRun } from '../target.ts';
import { doFreshly } from './fresh.ts';
import type { Work } from './fresh-process.ts';
import { setLocalSecret } from './local-secret-set.ts';

export interface Standing {
  readonly project: Project;
  readonly run: LocalRun;
  readonly ownSecrets: OwnSecrets;
  readonly recording: Recording;
  readonly parked: Pick<ParkedDesk, 'replay'>;
}

/** What depends on config and providers, as they stand by now. */
export interface AsItStands {
  /** They are others from then on. */
  change(): void;
  bindings(): Promise<readonly BindingRow[]>;
  providers(): Promise<readonly ProviderRow[]>;
  replay: ParkedDesk['replay'];
  send: Webhooks['send'];
  setSecret: Providers['setSecret'];
  keepAsSample(kept: Kept): Promise<Done>;
}

const rowsOf = <Row>() => z.array(z.custom<Row>((value) => typeof value === 'object' && value !== null));
const Said = z.object({ text: z.string() });

export function asItStands({ project, run, ownSecrets, recording, parked }: Standing): AsItStands {
  let changed = false;
  /** What a new process has worked out since the last change. */
  const fresh = new Map<string, Promise<unknown>>();
  const freshly = async (work: Work): Promise<unknown> => {
    const key = JSON.stringify(work);
    const done = fresh.get(key) ?? doFreshly(root, work);
    fresh.set(key, done);
    // Nobody shall get a failure twice.
    return done.catch((error: unknown) => {
      fresh.delete(key);
      throw error;
    });
  };
  const { root } = project;
  const { gateway } = run;
  const done = async (work: Work, here: () => Promise<Done>): Promise<Done> => (changed ? Said.parse(await doFreshly(root, work)) : here());
  return {
    change() {
      changed = true;
      fresh.clear();
    },
    async bindings() {
      return changed ? rowsOf<BindingRow>().parse(await freshly({ what: 'bindings' })) : bindingsIn(project);
    },
    async providers() {
      if (!changed) return providersIn({ project, gateway, ownSecrets: ownSecrets.held, recording });
      const told = await freshly({ what: 'providers', gateway, ownSecrets: [...ownSecrets.held.keys()] });
      return rowsOf<ProviderRow>()
        .parse(told)
        .map((row) => ({ ...row, ...recording.of(row.name) }));
    },
    async replay(given) {
      // Samples are years old: here that makes nothing late.
      const chosen = { ...given, isLate: true };
      return done({ what: 'replay', addresses: addressesOf(run), chosen }, async () => parked.replay(chosen));
    },
    send: async (webhook) => done({ what: 'send', gateway, webhook }, async () => signAndSend(webhook, { project, gateway })),
    async setSecret(name, given) {
      const addresses = addressesOf(run);
      const here = async (): Promise<Done> => setLocalSecret({ project, target: targetOfRun(addresses, project), name, given });
      return done({ what: 'secret', addresses, name, given }, here);
    },
    async keepAsSample(kept) {
      const done = Said.parse(await doFreshly(root, { what: 'keep', addresses: addressesOf(run), kept }));
      fresh.clear();
      return done;
    },
  };
}
