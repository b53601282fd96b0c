import type { Settled } from '../shared/config/config.ts';
import { loadProject, type Project } from '../shared/config/project.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Code } from './bundle.ts';
import { bundleNow } from './bundle-now.ts';
import { checkBindings, choiceOf } from './catalogue.ts';
import { functionsOf } from './names.ts';
import { settle } from './settle.ts';

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

/** All that has to be known before there can be a construct. */
export interface Prepared {
  readonly config: Settled;
  /** Under their names in the config. */
  readonly providers: readonly Provider[];
  readonly code: Code;
  /** Whether CloudFormation may take it. */
  readonly forAws: boolean;
}

/** Offline. Throws a ConfigError for what the config gets wrong. */
export function prepare({ project, stage = 'default', catalogue, code }: BunceSyncProps): Prepared {
  const held = typeof project === 'string' ? loadProject(project) : project;
  const { settled, providers } = settle(held, stage);
  const { file, forAws } = choiceOf(catalogue, { project: held, stage });
  if (file !== undefined) checkBindings(settled, { file, forAws });
  const order = { root: held.root, names: functionsOf(settled, providers), stage, catalogue: file };
  return { config: settled, providers, code: code ?? bundleNow(order), forAws };
}
