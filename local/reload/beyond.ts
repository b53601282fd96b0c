import { join } from 'node:path';

import { constructOf, RECONCILE } from '../../infra/names.ts';
import type { Project } from '../../shared/config/project.ts';
import type { LocalRun } from '../local-run.ts';
import { plainName, type Template } from '../template.ts';
import { templateOf } from '../template-of.ts';
import { at } from './words.ts';

/** What a run makes once, when it starts, and by which properties; undefined: by all. */
const MADE_ONCE: Readonly<Record<string, readonly string[] | undefined>> = {
  'AWS::SQS::Queue': undefined,
  'AWS::DynamoDB::Table': undefined,
  'AWS::Lambda::EventSourceMapping': undefined,
  'AWS::Lambda::Function': ['Timeout', 'MemorySize', 'ReservedConcurrentExecutions'],
};

export interface Later {
  /** Looks when nothing has changed for a while. */
  soon(): void;
  /** Something changes: what is under way would only slow that down. */
  never(): void;
}

/** Milliseconds. */
const QUIET = 5000;

/** Synthesizes anew, which takes as long as a start, and tells the names of what differs from what is up and cannot be exchanged while it is. */
export function lookLater(project: Project, { run, tell }: Looking): Later {
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  let working = new AbortController();
  const look = async (signal: AbortSignal): Promise<void> => {
    const now = await templateOf({ project }, { directory: join(run.directory, `assembly-${(count += 1)}`), signal });
    const names = differing(run.world.template, now);
    if (names.length > 0) tell(at(`${names.join(', ')} would be other ones now, and this run keeps what it has: start again`));
  };
  const never = (): void => {
    clearTimeout(timer);
    working.abort();
  };
  return {
    never,
    soon() {
      never();
      working = new AbortController();
      const { signal } = working;
      // What cannot be synthesized says so at the next start.
      timer = setTimeout(() => void look(signal).catch(() => {}), QUIET);
    },
  };
}

interface Looking {
  readonly run: Pick<LocalRun, 'world' | 'directory'>;
  readonly tell: (line: string) => void;
}

/** A receiver that came or went is none of it: those are exchanged. */
export function differing(before: Template, now: Template): readonly string[] {
  const [had, has] = [before, now].map(({ resources }) => Object.keys(resources).some((id) => plainName(id) === SCHEDULED));
  return had === has ? changed(before, now) : [SCHEDULED, ...changed(before, now)];
}

/** Nothing rings it here, and the template alone says what it may read. */
const SCHEDULED = constructOf(RECONCILE);

function changed(before: Template, now: Template): readonly string[] {
  return Object.entries(now.resources).flatMap(([id, { Type, Properties }]) => {
    const other = before.resources[id];
    if (!other || !Object.hasOwn(MADE_ONCE, Type)) return [];
    const made = (properties: Readonly<Record<string, unknown>>): string =>
      JSON.stringify(MADE_ONCE[Type]?.map((name) => properties[name] ?? null) ?? properties);
    return made(other.Properties) === made(Properties) ? [] : [plainName(id)];
  });
}
