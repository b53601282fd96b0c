import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

import { stageOf } from '../shared/config/config.ts';
import type { Project } from '../shared/config/project.ts';
import { bundle, type Code } from './bundle.ts';
import { checkBindings, choiceOf } from './catalogue.ts';
import { enabled } from './enabled.ts';
import { allRight } from './exit.ts';
import { stackName } from './names.ts';
import { markNotForAws } from './not-for-aws.ts';
import { BunceSync } from './stack.ts';

export interface Synthesis {
  readonly project: Project;
  /** Unless told, CDK's context decides: `-c stage=NAME`. */
  readonly stage?: string;
  /**
   * `simulator`: the committed catalogue from whatever account it was read, `none`: none at all; both give a stack that AWS does not take.
   * Else a file in place of the committed one. Unless told, CDK's context decides: `-c catalogue=simulator`.
   */
  readonly catalogue?: string;
  /** Where the cloud assembly goes; default: CDK's own choice. */
  readonly outdir?: string;
  /** Bundles made before; by default they are made now. */
  readonly code?: Code;
}

/** Project → template, offline. Throws a ConfigError for what the config gets wrong. Returns the path of the template. */
export async function synthesize({ project, stage, catalogue, outdir, code }: Synthesis): Promise<string> {
  const app = strictApp(outdir === undefined ? {} : { outdir });
  const told = stage ?? String(app.node.tryGetContext('stage') ?? 'default');
  const [settled, providers] = allRight(
    () => stageOf(project.config, told),
    () => enabled(project),
  );
  const { file, forAws } = choiceOf(catalogue ?? app.node.tryGetContext('catalogue'), { project, stage: settled.stage });
  if (file !== undefined) checkBindings(settled, { file, forAws });
  const bundling = { project, names: [...providers, 'consumer'], stage: settled.stage, ...(file !== undefined && { catalogue: file }) };
  const stack = new BunceSync(app, stackName(settled.stage), {
    config: settled,
    providers,
    code: code ?? (await bundle(bundling)),
  });
  if (!forAws) markNotForAws(stack);
  return app.synth().getStackArtifact(stack.artifactId).templateFullPath;
}

/** An app whose synthesis throws when cdk-nag finds something that nobody gave a reason for. */
export function strictApp(props: AppProps): App {
  const app = new App(props);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
