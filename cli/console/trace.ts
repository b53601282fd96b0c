import type { Trace } from '../../local/console/webhook.ts';
import { Refused } from '../../local/console/source.ts';
import { readable } from '../../local/print.ts';
import { type LogLine, lineOf, stepsOf } from './trace-steps.ts';
import { linesAbout } from './trace-query.ts';

/** Of ids that fit, as many as are named. */
const NAMED = 5;

/** One webhook's way by the logs of the last 30 days. `reference`: its id, or a part of it that no other has. */
export async function traceOf(reference: string, stack: string): Promise<Trace> {
  const wanted = reference.trim();
  // It stands inside a query.
  if (!/^[\w.:/@#+=|~-]{4,}$/.test(wanted))
    throw new Refused('an id is a word of four letters or more, such as paystack/charge.success:302961, or its end');
  const lines = (await linesAbout(wanted, stack)).flatMap((line) => lineOf(line) ?? []);
  const ids = new Set(lines.map(({ id }) => id));
  const [id = wanted, ...others] = ids.has(wanted) ? [wanted] : ids;
  if (others.length > 0) throw new Refused(`several webhooks fit, ask for one of them: ${listed([id, ...others])}`);
  const own = lines.filter((line) => line.id === id);
  return { reference: id, steps: stepsOf(own), lines: own.map(textOf) };
}

const listed = (ids: readonly string[]): string =>
  `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''}`;

const textOf = ({ said: { timestamp, function: name }, written }: LogLine): string =>
  `${timestamp} ${readable({ function: name, line: written }) ?? written}`;
