import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

const MAIN = join(import.meta.dirname, 'main.ts');

/** What a measurement prints as JSON when it has a process to itself, as each function has in Lambda. Throws when it is no JSON: it has then said why. */
export async function printedBy(measurement: readonly string[]): Promise<unknown> {
  const { stdout } = spawn(process.execPath, [MAIN, ...measurement, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return json(stdout);
}
