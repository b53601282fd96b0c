import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

import { catalogueOf } from '../shared/runtime/catalogue-file.ts';
import { type Config, stageOf } from '../shared/runtime/config.ts';
import { bundle, type Code } from './bundle.ts';
import { checkBindings, warnOfOtherAccount } from './catalogue.ts';
import { enabled } from './enabled.ts';
import { stackName } from './names.ts';
import { BunceSync } from './stack.ts';

export interface Synthesis {
  readonly config: Config;
  /** Unless told, CDK's context decides: `-c stage=NAME`. */
  readonly stage?: string;
  /** Where the cloud assembly goes; CDK's own choice unless told. */
  readonly outdir?: string;
  /** Bundles made before; unless told they are made now. */
  readonly code?: Code;
}

/** Config → template, offline. Throws a ConfigError for what the config gets wrong. Returns the path of the template. */
export async function synthesize({ config, stage, outdir, code }: Synthesis): Promise<string> {
  const app = strictApp(outdir === undefined ? {} : { outdir });
  const settled = stageOf(config, stage ?? String(app.node.tryGetContext('stage') ?? 'default'));
  const providers = enabled(settled);
  // `-c catalogue=none`: of the local run, which makes an account and a catalogue of its own.
  const catalogue = String(app.node.tryGetContext('catalogue') ?? catalogueOf(settled.stage));
  if (catalogue !== 'none') checkBindings(settled, catalogue);
  const stack = new BunceSync(app, stackName(settled.stage), {
    config: settled,
    providers,
    code: code ?? (await bundle([...providers, 'consumer'], { generic: settled.generic, ...(catalogue !== 'none' && { catalogue }) })),
  });
  warnOfOtherAccount(stack, settled);
  return app.synth().getStackArtifact(stack.artifactId).templateFullPath;
}

/** An app whose synthesis throws when cdk-nag finds something that nobody gave a reason for. */
export function strictApp(props: AppProps): App {
  const app = new App(props);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
