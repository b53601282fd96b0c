import { ConfigError } from '../shared/config/config.ts';
import { NoProject } from '../shared/config/project.ts';

/** Ends the process with 1. A mistake in the config, or none at all, is told in its own words; only a bug shows where it is. */
export function exitWith(error: unknown): never {
  console.error(error instanceof ConfigError || error instanceof NoProject ? error.message : error);
  process.exit(1);
}

/** Both results, or one ConfigError with the mistakes of both. */
export function allRight<One, Other>(one: () => One, other: () => Other): readonly [One, Other] {
  const [first, second] = [attempt(one), attempt(other)];
  if ('result' in first && 'result' in second) return [first.result, second.result];
  throw new ConfigError([first, second].flatMap((tried) => ('mistakes' in tried ? tried.mistakes : [])));
}

function attempt<Result>(work: () => Result): { readonly result: Result } | { readonly mistakes: readonly string[] } {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof ConfigError) return { mistakes: error.mistakes };
    throw error;
  }
}
