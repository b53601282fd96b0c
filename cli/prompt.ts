import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';

export const interactive = (): boolean => process.stdin.isTTY;

interface Question {
  readonly text: string;
  readonly hidden: boolean;
}

/** Asks on standard error, so that standard output holds answers only. Ctrl-C ends the command. */
async function asked({ text, hidden }: Question): Promise<string> {
  const output = hidden ? new PassThrough().resume() : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  lines.once('SIGINT', () => process.exit(130));
  if (hidden) process.stderr.write(text);
  try {
    return (await lines.question(hidden ? '' : text)).trim();
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}

/** What is typed appears nowhere. Only where `interactive`. */
export const askSecretly = async (text: string): Promise<string> => asked({ text, hidden: true });

export const ask = async (text: string): Promise<string> => asked({ text, hidden: false });

export async function confirm(text: string): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(`${text} [y/N] `));
}
