import { type ParkedDesk, type Providers, Refused } from '../../local/console/source.ts';
import type { Changes } from './changes.ts';

const MUST_WRITE = 'this console only reads: end it, and start it again with --write';

/** Refuses every change. */
export const readOnlyDesk = (desk: ParkedDesk): ParkedDesk => ({ ...desk, replay: refuse, drop: refuse });
export const readOnlyProviders = (providers: Providers): Providers => ({ ...providers, setSecret: refuse });

async function refuse(): Promise<never> {
  throw new Refused(MUST_WRITE);
}

/** The desk itself notes what it has done. */
export const auditedDesk = (desk: ParkedDesk, { make }: Changes): ParkedDesk => ({
  ...desk,
  replay: async (chosen) => make({ what: 'replay', ids: idsOf(chosen) }, async () => desk.replay(chosen)),
  drop: async (chosen) => make({ what: 'drop', ids: idsOf(chosen) }, async () => desk.drop(chosen)),
});

const idsOf = ({ id, reason }: { readonly id?: string | undefined; readonly reason?: string | undefined }): readonly string[] =>
  [id, reason === undefined ? undefined : `reason ${reason}`].flatMap((each) => each ?? []);

export const auditedProviders = (providers: Providers, { make, note }: Changes): Providers => ({
  ...providers,
  setSecret: async (name, given) => {
    const change = { what: 'secret', ids: [name] } as const;
    const done = await make(change, async () => providers.setSecret(name, given));
    note(change);
    return done;
  },
});
