import { type ParkedDesk, type Providers, Refused } from '../../local/console/source.ts';
import { UsageError } from '../usage.ts';
import type { Audit, Audited } from './audit.ts';

const MUST_WRITE = 'this console only reads: end it, and start it again with --write';

/** Refuses every change. */
export const readOnlyDesk = (desk: ParkedDesk): ParkedDesk => ({ ...desk, replay: refuse, drop: refuse });
export const readOnlyProviders = (providers: Providers): Providers => ({ ...providers, setSecret: refuse });

async function refuse(): Promise<never> {
  throw new Refused(MUST_WRITE);
}

/** Also notes what broke off, for a part of it may be done. What is done whole is noted by whoever does it. */
export const auditedDesk = (desk: ParkedDesk, audit: Audit): ParkedDesk => ({
  ...desk,
  replay: async (chosen) => orNote(desk.replay(chosen), { audit, what: 'replay', ids: idsOf(chosen) }),
  drop: async (chosen) => orNote(desk.drop(chosen), { audit, what: 'drop', ids: idsOf(chosen) }),
});

const idsOf = ({ id, reason }: { readonly id?: string | undefined; readonly reason?: string | undefined }): readonly string[] =>
  [id, reason === undefined ? undefined : `reason ${reason}`].flatMap((each) => each ?? []);

export const auditedProviders = (providers: Providers, audit: Audit): Providers => ({
  ...providers,
  async setSecret(name, given) {
    const done = await orNote(providers.setSecret(name, given), { audit, what: 'secret', ids: [name] });
    audit.note({ what: 'secret', ids: [name] });
    return done;
  },
});

/** Said before anything is done. */
const CHANGED_NOTHING = [Refused, UsageError];

interface Noting extends Pick<Audited, 'what' | 'ids'> {
  readonly audit: Audit;
}

async function orNote<Result>(work: Promise<Result>, { audit, what, ids }: Noting): Promise<Result> {
  return work.catch((error: unknown) => {
    if (!CHANGED_NOTHING.some((kind) => error instanceof kind))
      audit.note({ what, ids, failed: error instanceof Error ? error.name : 'unknown' });
    throw error;
  });
}
