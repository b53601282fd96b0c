import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { onTestFinished } from 'vitest';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const Answer = z.object({ id: z.number(), result: z.unknown() });
const Question = z.object({ id: z.union([z.number(), z.string()]), method: z.string() });
const Completions = z.union([
  z.null(),
  z.array(z.object({ label: z.string() })),
  z.object({ items: z.array(z.object({ label: z.string() })) }),
]);

/** The compiler's own language server, as an editor runs it. */
export function openEditor() {
  const server = spawn(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--lsp', '--stdio'], { cwd: ROOT });
  onTestFinished(() => void server.kill());
  const waiting = new Map<number, (result: unknown) => void>();
  let [buffer, asked] = [Buffer.alloc(0), 0];
  const take = (): string | undefined => {
    const head = /^Content-Length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n/.exec(buffer.toString('latin1'));
    const [start, length] = [head?.[0].length ?? 0, Number(head?.[1])];
    if (!head || buffer.length < start + length) return undefined;
    const text = buffer.subarray(start, start + length).toString();
    buffer = buffer.subarray(start + length);
    return text;
  };
  const write = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  server.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let text = take(); text !== undefined; text = take()) {
      const message: unknown = JSON.parse(text);
      const [question, answer] = [Question.safeParse(message).data, Answer.safeParse(message).data];
      // It asks for settings and registers what it watches; there are none, and nothing changes.
      if (question) write({ id: question.id, result: null });
      else if (answer) waiting.get(answer.id)?.(answer.result);
    }
  });
  const ask = async (method: string, params: object): Promise<unknown> => {
    asked += 1;
    const id = asked;
    const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
    write({ id, method, params });
    return answer;
  };

  return {
    async start(): Promise<void> {
      await ask('initialize', { processId: process.pid, rootUri: pathToFileURL(ROOT).href, capabilities: {} });
      write({ method: 'initialized', params: {} });
    },
    /** What is offered where `¦` stands in a file of this folder. */
    async complete(text: string): Promise<readonly string[]> {
      const uri = pathToFileURL(join(import.meta.dirname, `draft-${asked}.ts`)).href;
      const before = text.slice(0, text.indexOf('¦')).split('\n');
      write({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'typescript', version: 1, text: text.replace('¦', '') } },
      });
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const found = Completions.parse(await ask('textDocument/completion', { textDocument: { uri }, position }));
      if (found === null) return [];
      return ('items' in found ? found.items : found).map(({ label }) => label.replace('?', ''));
    },
  };
}
