import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { environmentOf, type FunctionSettings } from './environment.ts';
import type { Invocation } from './invocation.ts';
import { startRuntimeApi, type Task } from './runtime-api.ts';

/** One execution environment of a function: a process of its own, one invocation at a time. */
export interface FunctionProcess {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly gone: Promise<void>;
  alive(): boolean;
  invoke(event: string, id: string): Promise<Invocation>;
  /** At once, as SIGKILL does; the running invocation ends as a crash. */
  kill(): void;
  close(): Promise<void>;
}

const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

/** Milliseconds Lambda gives the code outside of the handler. */
const INIT_LIMIT = 10_000;

export async function startProcess(settings: FunctionSettings): Promise<FunctionProcess> {
  let answer: Task['settle'] | undefined;
  let ended: Invocation | undefined;
  let clock: NodeJS.Timeout | undefined;

  const settle = (result: Invocation): void => {
    clearTimeout(clock);
    answer?.(result);
    answer = undefined;
  };
  const end = (result: Invocation): void => {
    ended ??= result;
    child.kill('SIGKILL');
    settle(ended);
  };
  const limit = (milliseconds: number): void => {
    clearTimeout(clock);
    const message = `${settings.name} timed out after ${milliseconds / 1000} s`;
    clock = setTimeout(() => end({ ok: false, reason: 'timeout', message }), milliseconds);
  };

  const api = await startRuntimeApi({ onReady: () => clearTimeout(clock), onInitError: end });
  const child = launch(settings, api.address);
  limit(INIT_LIMIT + settings.timeout * 1000);
  const gone = once(child, 'exit').then(async ([code, signal]: unknown[]) => {
    end({ ok: false, reason: 'crash', message: `${settings.name} exited with ${String(signal ?? code)}` });
    return api.close();
  });

  return {
    pid: child.pid ?? 0,
    gone,
    alive: () => ended === undefined,
    async invoke(event, id) {
      if (ended) return ended;
      const timeout = settings.timeout * 1000;
      let began: number | undefined;
      const taken = (): void => {
        began = performance.now();
        limit(timeout);
      };
      return new Promise((resolve) => {
        answer = (result) => {
          const now = performance.now();
          settings.onInvocation?.({ function: settings.name, began: began ?? now, ended: now, result });
          resolve(result);
        };
        api.give({ id, event, timeout, functionArn: settings.arn, taken, settle });
      });
    },
    kill: () => void child.kill('SIGKILL'),
    async close() {
      end({ ok: false, reason: 'stopped', message: `${settings.name} was stopped` });
      await gone;
    },
  };
}

/** Between them stands what an invocation writes; in CloudWatch too. */
const MARK = /^(START|END) RequestId: (\S+)$/;

function launch(settings: FunctionSettings, runtimeApi: string): ChildProcess {
  const child = spawn(
    process.execPath,
    [...(settings.flags ?? []), `--max-old-space-size=${Math.floor(settings.memory * 0.9)}`, BOOTSTRAP],
    {
      cwd: settings.directory,
      env: environmentOf(settings, runtimeApi),
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let request: string | undefined;
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      const [, mark, id] = MARK.exec(line) ?? [];
      if (mark === undefined) settings.onLine?.({ function: settings.name, line, request });
      else request = mark === 'START' ? id : undefined;
    });
  return child;
}
