import type { Origin } from '../bunce/binding.ts';
import type { Told } from '../bunce/binding-choice.ts';
import type { TrackedEvent } from '../bunce/event.ts';
import type { Config } from './config.ts';
import { listedKeys } from './selection-of.ts';

interface Tracked {
  readonly event: TrackedEvent;
  readonly metadata?: Origin['metadata'] | undefined;
}

/** By which webhook it was told, and under which config. */
interface Place extends Omit<Origin, 'metadata'> {
  readonly settings: Pick<Config, 'providers'>;
}

/** What bindings are chosen by and read. */
export const toldIn = ({ event, metadata = {} }: Tracked, { provider, type, mode, settings }: Place): Told => ({
  event,
  origin: { provider, type, mode, metadata },
  listed: listedKeys(settings.providers[provider]),
});
