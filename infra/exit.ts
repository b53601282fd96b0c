import { ConfigError } from '../shared/config/config-error.ts';
import { NoProject } from '../shared/config/project.ts';

/** Ends the process with 1. A mistake in the config, or none at all, is told in its own words; only a bug shows where it is. */
export function exitWith(error: unknown): never {
  console.error(error instanceof ConfigError || error instanceof NoProject ? error.message : error);
  process.exit(1);
}
