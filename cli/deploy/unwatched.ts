import { command } from '../../shared/runtime/command.ts';
import { commonSettings } from '../../shared/config/selection-of.ts';
import type { Settled } from '../../shared/config/config.ts';

/** Which providers may fall silent without an alarm, in a line; none where each says how long it is ever quiet. */
export function unwatched({ providers }: Pick<Settled, 'providers'>): readonly string[] {
  const names = Object.entries(providers).flatMap(([name, given]) => (commonSettings(given).quiet === undefined ? [name] : []));
  const learn = command('doctor --suggest-quiet');
  return names.length === 0
    ? []
    : [`no alarm tells when these fall silent: ${names.join(', ')} (providers.<name>.quiet; ${learn} learns one)`];
}
