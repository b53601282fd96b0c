import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { type Config, ConfigError, type Settled, stageOf } from '../shared/config/config.ts';
import type { Code } from './bundle.ts';
import { bundleNow } from './bundle-now.ts';
import { checkBindings, choiceOf } from './catalogue.ts';
import { enabled } from './enabled.ts';
import { allRight } from './exit.ts';

export interface BunceSyncProps {
  /** The folder with `bunce-sync.config.ts`, or what was read from it. */
  readonly project: string | Project;
  /** One of the config's; default: `default`. */
  readonly stage?: string | undefined;
  /**
   * `simulator`: the committed catalogue from whatever account it was read, `none`: none at all; both give what CloudFormation refuses.
   * Else a file in place of the stage's own.
   */
  readonly catalogue?: string | undefined;
  /** Bundles made before; by default they are made now. */
  readonly code?: Code | undefined;
}

export interface Project {
  readonly config: Config;
}

/** All that has to be known before there can be a construct. */
export interface Prepared {
  readonly config: Settled;
  readonly providers: readonly string[];
  readonly code: Code;
  /** Whether CloudFormation may take it. */
  readonly forAws: boolean;
}

/** Offline. Throws a ConfigError for what the config gets wrong. */
export function prepare({ project, stage = 'default', catalogue, code }: BunceSyncProps): Prepared {
  const { config } = typeof project === 'string' ? projectIn(project) : project;
  const [settled, providers] = allRight(
    () => stageOf(config, stage),
    () => enabled(config),
  );
  const { file, forAws } = choiceOf(catalogue, settled.stage);
  if (file !== undefined) checkBindings(settled, { file, forAws });
  return { config: settled, providers, code: code ?? bundleNow({ functions: [...providers, 'consumer'], catalogue: file }), forAws };
}

function projectIn(folder: string): Project {
  const loaded: unknown = createRequire(import.meta.url)(resolve(folder, 'bunce-sync.config.ts'));
  if (!exportsConfig(loaded)) throw new ConfigError(['expected a default export']);
  return { config: loaded.default };
}

/** Any default export will do: stageOf looks into it. */
const exportsConfig = (loaded: unknown): loaded is { readonly default: Config } =>
  typeof loaded === 'object' && loaded !== null && 'default' in loaded;
