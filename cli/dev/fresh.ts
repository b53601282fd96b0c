import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import * as z from 'zod/mini';

import { Refused } from '../../local/console/source.ts';
import { moduleFile } from '../../shared/runtime/library.ts';
import type { Work } from './fresh-process.ts';

const Said = z.union([z.object({ answer: z.unknown() }), z.object({ error: z.string() })]);

/** Has it done by a new process: this one has read config and providers as they stood when it began. Throws a Refused with what they complain of. */
export async function doFreshly(root: string, work: Work): Promise<unknown> {
  const words = ['--disable-warning=ExperimentalWarning', moduleFile('cli/dev/fresh-process.ts')];
  // A config may print: what it says is for the terminal, the answer has a pipe of its own.
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'inherit', 'inherit', 'pipe'] });
  const [order, , , answer] = child.stdio;
  order?.end(JSON.stringify({ root, work }));
  const said = Said.safeParse(JSON.parse((answer instanceof Readable && (await text(answer))) || '{}'));
  if (!said.success) throw new Refused('the project as it stands cannot be read: the terminal says why');
  if ('error' in said.data) throw new Refused(said.data.error);
  return said.data.answer;
}
