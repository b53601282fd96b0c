import { type Settled, stageOf } from '../shared/config/config.ts';
import { ConfigError } from '../shared/config/config-error.ts';
import type { Project } from '../shared/config/project.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { enabled } from './enabled.ts';
import { reconcileMistakes } from './reconcile-mistakes.ts';

interface Right {
  readonly settled: Settled;
  /** Under their names in the config. */
  readonly providers: readonly Provider[];
}

/** A stage of a project as it is deployed. Throws one ConfigError with all that is wrong with the config. */
export function settle(project: Pick<Project, 'config' | 'ownProviders'>, stage: string): Right {
  const [settled, providers] = [attempt(() => stageOf(project.config, stage)), attempt(() => enabled(project))];
  if ('result' in settled && 'result' in providers) {
    const right = { settled: settled.result, providers: providers.result };
    const wrong = reconcileMistakes(right);
    if (wrong.length > 0) throw new ConfigError(wrong);
    return right;
  }
  throw new ConfigError([settled, providers].flatMap((tried) => ('mistakes' in tried ? tried.mistakes : [])));
}

function attempt<Result>(work: () => Result): { readonly result: Result } | { readonly mistakes: readonly string[] } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof ConfigError) return { mistakes: error.mistakes };
    throw error;
  }
}
