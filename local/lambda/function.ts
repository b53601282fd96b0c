import { randomUUID } from 'node:crypto';

import { ACCOUNT, type FunctionSettings, REGION } from './environment.ts';
import type { Invocation } from './invocation.ts';
import { type FunctionProcess, startProcess } from './process.ts';
import { PAYLOAD_LIMIT } from './runtime-api.ts';

/** A function as Lambda runs it: a process per concurrent invocation, kept warm, replaced when it dies. */
export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  /** `id` names the invocation, in its context and on its lines. */
  invoke(event: unknown, id?: string): Promise<Invocation>;
  /** Kills every process at once, as a host failure would, or so many of the oldest; the next invocation starts a new one. */
  kill(most?: number): void;
  /** Lets every process finish what it has in hand and takes no old one again: what it knew is forgotten. */
  recycle(): void;
  /** Does so, and runs other code, or in another environment, from the next invocation on. */
  change(to: Partial<Pick<FunctionOptions, 'directory' | 'environment' | 'flags' | 'timeout'>>): void;
  /** Starts nothing for as long as it is told so, as Lambda does when too much runs in the account. */
  throttle(on: boolean): void;
  /** Of its processes, the oldest first. */
  pids(): readonly number[];
  close(): Promise<void>;
}

/** The folder of a bundle, or what makes it: asked before each process starts. */
export type Code = string | (() => Promise<string>);

type Settings = Omit<FunctionSettings, 'directory'> & Pick<FunctionOptions, 'directory'>;

/** What is left out is as CDK or Lambda have it by default. */
export type FunctionOptions = Partial<Omit<FunctionSettings, 'directory'>> &
  Pick<FunctionSettings, 'handler'> & {
    readonly directory: Code;
    /** Most processes at once; further invocations wait for one to be free. */
    readonly concurrency?: number;
  };

export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

/** Starts no process yet: the first invocation does. */
export function startFunction({ concurrency = 4, ...options }: FunctionOptions): LocalFunction {
  const name = options.name ?? 'function';
  let settings: Settings = { arn: functionArn(name), timeout: 30, memory: 256, environment: {}, ...options, name };
  const idle: FunctionProcess[] = [];
  const all = new Set<FunctionProcess>();
  const old = new WeakSet<FunctionProcess>();
  const slots = slotsOf(concurrency);
  let closed = false;
  let throttled = false;

  const warmOrNew = async (): Promise<FunctionProcess> => {
    for (let warm = idle.pop(); warm; warm = idle.pop()) if (warm.alive()) return warm;
    const from = settings;
    const started = await startProcess({
      ...from,
      directory: typeof from.directory === 'string' ? from.directory : await from.directory(),
    });
    if (closed) await started.close();
    all.add(started);
    void started.gone.then(() => all.delete(started));
    // Changed since: what it would run is not what is meant now.
    if (from === settings) return started;
    await started.close();
    return warmOrNew();
  };
  const run = async (payload: string, id: string): Promise<Invocation> => {
    if (closed) return { ok: false, reason: 'stopped', message: `${name} was stopped` };
    const process = await warmOrNew().catch((error: unknown) => String(error instanceof Error ? error.message : error));
    if (typeof process === 'string') return { ok: false, reason: 'crash', message: process };
    const result = await process.invoke(payload, id);
    if (old.has(process)) await process.close();
    else if (process.alive()) idle.push(process);
    return result;
  };

  const recycle = (): void => {
    for (const process of all) old.add(process);
    for (const process of idle.splice(0)) void process.close();
  };

  return {
    name,
    arn: settings.arn,
    async invoke(event, id = randomUUID()) {
      const payload = JSON.stringify(event);
      if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) return { ok: false, reason: 'too-large', message: 'the event is larger than 6 MB' };
      const result = throttled ? refuse(settings) : await slots.with(async () => run(payload, id));
      if (!result.ok && (result.reason === 'crash' || result.reason === 'timeout'))
        settings.onLine?.({ function: name, line: result.message });
      return result;
    },
    kill(most = all.size) {
      for (const process of [...all].slice(0, most)) process.kill();
    },
    recycle,
    change(to) {
      settings = { ...settings, ...to };
      recycle();
    },
    throttle: (on) => void (throttled = on),
    pids: () => [...all].map(({ pid }) => pid),
    async close() {
      closed = true;
      await Promise.all([...all].map(async (process) => process.close()));
      await slots.empty();
    },
  };
}

function refuse({ name, onInvocation }: Settings): Invocation {
  const [now, result] = [performance.now(), { ok: false, reason: 'throttled', message: 'Rate Exceeded' } as const];
  onInvocation?.({ function: name, began: now, ended: now, result });
  return result;
}

/** At most `limit` pieces of work at once, first come, first served. */
function slotsOf(limit: number): { with<Result>(work: () => Promise<Result>): Promise<Result>; empty(): Promise<void> } {
  const queue: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let free = limit;
  return {
    async with(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
      const result = work().finally(() => {
        running.delete(result);
        const next = queue.shift();
        if (next) next();
        else free += 1;
      });
      running.add(result);
      return result;
    },
    async empty() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
