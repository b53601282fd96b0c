import type { ServerResponse } from 'node:http';

import type { Refusal } from './protocol.ts';
import type { Source, Tell } from './source.ts';
import { wordsOf } from './words-of.ts';

/** Milliseconds between looks at the queues. */
const LOOK = 1000;

/** Server-sent events until the page goes: what happens, and the queues' numbers when they change. */
export function stream(source: Source, response: ServerResponse): void {
  const tell: Tell = (name, data) => void response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const stop = source.watch(tell);
  let last = '';
  let parked: number | undefined;
  const look = async (): Promise<void> => {
    const numbers = await source.numbers().catch((error: unknown): Refusal => ({ error: wordsOf(error) }));
    if (JSON.stringify(numbers) !== last) tell('numbers', numbers);
    // Also tells a page that is gone from one that waits.
    else response.write(':\n\n');
    last = JSON.stringify(numbers);
    if ('error' in numbers) return;
    if (numbers.parked !== (parked ?? numbers.parked)) tell('stale', ['parked']);
    ({ parked } = numbers);
  };
  let looking = false;
  const clock = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  }, LOOK);
  void look();
  response.on('close', () => {
    clearInterval(clock);
    stop();
  });
}
