import { signal } from '@preact/signals';

import type { Streamed } from '../protocol.ts';
import { token } from './token.ts';

/** Undefined before the first try. */
export const isConnected = signal<boolean | undefined>(undefined);

/** Whoever answers was started after this page was loaded, and takes no word of it. */
export const isOutdated = signal(false);

export interface Listener {
  /** Each time the stream begins: what was said before is unknown. */
  onOpen(): void;
  readonly take: { readonly [Name in keyof Streamed]: (data: Streamed[Name]) => void };
}

const [SHORTEST, LONGEST] = [300, 10_000];

/** Listens for good, and begins again by itself, later and later. Read by fetch: an EventSource sends no token. */
export async function listen(listener: Listener): Promise<never> {
  for (let pause = SHORTEST; ; pause = Math.min(pause * 2, LONGEST)) {
    try {
      const response = await fetch('/api/stream', { headers: { 'x-console-token': token } });
      isOutdated.value = response.status === 403;
      if (response.ok && response.body) {
        isConnected.value = true;
        pause = SHORTEST;
        listener.onOpen();
        for await (const block of blocksOf(response.body)) tell(listener, block);
      }
    } catch {
      // It ended; the head of the page says so.
    }
    isConnected.value = false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function* blocksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const blocks = (rest + read.value).split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}

function tell({ take }: Listener, block: string): void {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
  const valueOf = (field: string): string => fields.flatMap(([, name, value = '']) => (name === field ? [value] : [])).join('\n');
  const name = valueOf('event');
  // oxlint-disable-next-line typescript/no-unsafe-argument -- page and server are of one version, and the protocol is written once for both
  if (isName(name)) take[name](JSON.parse(valueOf('data')));
}

const isName = (name: string): name is keyof Streamed => name === 'rows' || name === 'numbers' || name === 'stale';
