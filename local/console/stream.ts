import type { ServerResponse } from 'node:http';

import type { Numbers } from './protocol.ts';
import type { Source, Tell } from './source.ts';

/** Milliseconds between looks at the queues. */
const LOOK = 1000;

/** Server-sent events until the page goes: what happens, and the queues' numbers when they change. */
export function stream(source: Source, response: ServerResponse): void {
  const tell: Tell = (name, data) => void response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const stop = source.watch(tell);
  let last: Numbers | undefined;
  const look = async (): Promise<void> => {
    const numbers = await source.numbers();
    if (JSON.stringify(numbers) !== JSON.stringify(last)) tell('numbers', numbers);
    // Also tells a page that is gone from one that waits.
    else response.write(':\n\n');
    if (last && last.parked !== numbers.parked) tell('stale', ['parked']);
    last = numbers;
  };
  let looking = false;
  const clock = setInterval(() => {
    if (looking) return;
    looking = true;
    // What does not answer is looked at again.
    void look()
      .catch(() => {})
      .finally(() => (looking = false));
  }, LOOK);
  void look().catch(() => {});
  response.on('close', () => {
    clearInterval(clock);
    stop();
  });
}
