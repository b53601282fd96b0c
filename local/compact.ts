import { styleText } from 'node:util';

import type { Outcome } from './console/webhook.ts';
import type { LogLine } from './lambda/environment.ts';
import { followWays, saidIn, type Turn } from './way.ts';

type Colour = 'green' | 'red' | 'yellow' | 'gray';

interface Looks {
  readonly colour: Colour;
  textOf(turn: Turn, cli: string): string;
}

const LOOKS: Readonly<Record<Outcome, Looks>> = {
  delivered: { colour: 'green', textOf: ({ text, said }) => `${text === '' ? '' : `→ ${text} `}✓ ${said.ms} ms` },
  seen: { colour: 'gray', textOf: ({ text }) => `= ${text}` },
  nothing: { colour: 'gray', textOf: ({ text }) => `· ${text}` },
  ignored: { colour: 'gray', textOf: ({ text }) => `· ${text}` },
  waiting: { colour: 'yellow', textOf: ({ text }) => `… ${text}` },
  working: { colour: 'yellow', textOf: ({ text }) => `↻ ${text}` },
  parked: {
    colour: 'red',
    textOf: ({ text, said }, cli) => `✗ ${text}${said.function === 'consumer' ? `: ${cli} parked list` : ''}`,
  },
  refused: { colour: 'red', textOf: ({ text }) => text },
  failed: { colour: 'red', textOf: ({ text }) => text },
};

interface Telling {
  /** What begins a command that finds the run, by now. */
  cli(): string;
  /** Providers that ask a simulator whom a webhook is about. */
  readonly lookingUp?: readonly string[];
}

/** One line for each webhook, with its way and its end; undefined for what tells no end. */
export function compact({ cli, lookingUp = [] }: Telling): (line: LogLine) => string | undefined {
  const follow = followWays();
  return (line) => {
    const said = saidIn(line);
    const turn = said && follow(said);
    return turn && `${written(turn, cli())}${turn.outcome === 'waiting' && lookingUp.includes(turn.provider) ? STRANGER : ''}`;
  };
}

const STRANGER = ': it is asked for at a simulator here, which knows whom the samples name';

function written(turn: Turn, cli: string): string {
  const { colour, textOf } = LOOKS[turn.outcome];
  const { timestamp } = turn.said;
  const time = timestamp === '' ? '' : new Date(timestamp).toTimeString().slice(0, 8);
  const reference = turn.reference?.replace(/^[^/]*\/(?:[^:]*:)?/, '') ?? '';
  const words = [time, turn.provider, turn.type, shortened(reference), styleText(colour, textOf(turn, cli), { stream: process.stdout })];
  return words.filter(Boolean).join(' ');
}

/** What tells one from another stands at the end. */
const shortened = (reference: string): string => (reference.length <= 24 ? reference : `${reference.slice(0, 8)}…${reference.slice(-12)}`);
