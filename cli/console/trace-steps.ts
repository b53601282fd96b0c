import type { Step, StepName } from '../../local/console/webhook.ts';
import { type Said, saidIn } from '../../local/way.ts';

/** A line about a webhook, and how it was written. */
export interface LogLine {
  readonly id: string;
  readonly said: Said;
  readonly written: string;
}

/** Undefined for what no function of ours has written of a webhook. */
export function lineOf(written: string): LogLine | undefined {
  const said = saidIn({ function: '', line: written });
  return said?.correlation_id === undefined ? undefined : { id: said.correlation_id, said, written };
}

/** The stops of one webhook by its lines, oldest first. What went well is told once, at its end: only what Bunce did not take has a stop of its own. */
export function stepsOf(lines: readonly LogLine[]): readonly Step[] {
  const all = lines.map(({ said }) => said);
  const from = Date.parse(all[0]?.timestamp ?? '');
  const taken = all.find(isConsumers);
  const hasReason = all.some(isReason);
  return all.flatMap((said) => {
    // The reason stands in a line of its own before the one that tells the end.
    if (said.message === 'parked' && hasReason && !isReason(said)) return [];
    const planned = said === taken ? [stop('planned', 'done', 'taken by the consumer')] : [];
    return [...planned, ...stopsAt(said)].map((step) => ({ ...step, after: Date.parse(said.timestamp) - from }));
  });
}

const isConsumers = ({ function: name }: Said): boolean => name === 'consumer';
const isReason = ({ message, reason }: Said): boolean => message === 'parked' && reason !== undefined;

type Stop = Pick<Step, 'name' | 'state' | 'text'>;

const stop = (name: StepName, ...[state, text]: readonly [Step['state'], string]): Stop => ({ name, state, text });

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** A field that only some lines have. */
function fieldOf(said: Said, name: 'call' | 'status' | 'step'): string | undefined {
  const value = said[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function stopsAt(said: Said): readonly Stop[] {
  const { message, type, commands, cause = '', event = '', calls, ms } = said;
  const status = fieldOf(said, 'status');
  switch (message) {
    case 'accepted':
      return [
        verified(type),
        stop('map', 'done', commands === 0 ? 'asks for nothing' : counted(commands, 'command')),
        ...(commands === 0 ? [] : [stop('queued', 'done', 'queued')]),
      ];
    case 'unreadable: parked with its raw body':
      return [verified(type), stop('map', 'failed', cause), stop('settled', 'failed', 'parked with its raw body')];
    case 'told':
      return [stop('call', 'done', `told ${event}`)];
    case 'asked Bunce':
      return [stop('call', status === 'ok' ? 'done' : 'failed', `${fieldOf(said, 'call') ?? 'call'}: ${status ?? 'none'}`)];
    case 'not delivered':
      return [stop('call', 'failed', `not delivered: ${cause}`)];
    case 'delivered':
      return [stop('settled', 'done', `delivered, ${counted(calls, 'call')} to Bunce, ${ms} ms after it came`)];
    case 'waiting':
      return [stop('settled', 'pending', 'waits for the event that tells whom it is about')];
    case 'retry':
      return [stop('settled', 'pending', 'comes back to be tried again')];
    case 'parked':
      return [stop('settled', 'failed', parkedText(said))];
    default:
      return [];
  }
}

const verified = (type: Said['type']): Stop => stop('verify', 'done', `verified${type ? `: ${type}` : ''}`);

function parkedText(said: Said): string {
  const [step, status] = [fieldOf(said, 'step'), fieldOf(said, 'status')];
  return [
    `parked${said.reason === undefined ? '' : `: ${said.reason}`}`,
    ...(step === undefined ? [] : [`at ${step}`]),
    ...(status === undefined ? [] : [`Bunce answered ${status}`]),
  ].join(', ');
}
