import { commonSettings } from '../../shared/config/selection-of.ts';
import type { Settled } from '../../shared/config/config.ts';
import { command } from '../../shared/runtime/command.ts';
import { secondsIn } from '../../shared/runtime/duration.ts';
import { type Counts, DAYS, HOUR, hoursOf, timeText } from './counts.ts';
import { type Finding, green, note, red } from './finding.ts';

interface Heard {
  readonly providers: Settled['providers'];
  readonly enabled: readonly string[];
  readonly counts: Pick<Counts, 'trusted' | 'mistrusted'>;
  /** Of our command line. */
  readonly flags: string;
  readonly now: number;
}

/** Which providers were not heard of for longer than they should be. */
export function silenceFindings(heard: Heard): readonly Finding[] {
  const silent = heard.enabled.flatMap((name) => silenceOf(name, heard) ?? []);
  const unwatched = heard.enabled.filter((name) => commonSettings(heard.providers[name]).quiet === undefined);
  return [
    ...silent,
    ...(silent.length === 0 ? [green('silence', 'every provider was heard of')] : []),
    ...(unwatched.length === 0
      ? []
      : [
          note('silence alarms', {
            text: `no quiet is set for ${unwatched.join(', ')}: no alarm tells when nothing comes from there`,
            fix: `${command(`doctor --suggest-quiet${heard.flags}`)} learns one`,
          }),
        ]),
  ];
}

function silenceOf(name: string, { providers, counts, flags, now }: Heard): Finding | undefined {
  const { quiet } = commonSettings(providers[name]);
  const last = hoursOf(name, counts.trusted).at(-1);
  const longest = quiet === undefined ? Infinity : secondsIn(quiet) * 1000;
  if (last && now - last.until <= longest) return undefined;
  const refused = hoursOf(name, counts.mistrusted).reduce((sum, { from, count }) => sum + (from >= (last?.from ?? 0) ? count : 0), 0);
  const told = last
    ? `last verified a webhook ${timeText(last.from)}, ${Math.floor((now - last.until) / HOUR)} h ago`
    : `no webhook verified in ${DAYS} days`;
  const text = `${told}${quiet === undefined ? '' : `; quiet is ${quiet}`}${refused === 0 ? '' : `; ${refused} refused since, the secret is another`}`;
  const fix = command(refused === 0 ? `connect ${name}${flags}` : `secrets set ${name}${flags}`);
  return (quiet === undefined ? note : red)(`silence of ${name}`, { text, fix });
}
