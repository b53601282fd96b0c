import { ConfigError } from '../shared/runtime/config.ts';

/** Ends the process with 1. A mistake in the config is told in its own words; only a bug shows where it is. */
export function exitWith(error: unknown): never {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
