import { App } from 'aws-cdk-lib';

import { stackName } from './names.ts';
import type { BunceSyncProps } from './prepare.ts';
import { BunceSyncStack } from './stack.ts';

export interface Synthesis extends BunceSyncProps {
  /** Where the cloud assembly goes; default: CDK's own choice. */
  readonly outdir?: string;
}

/** Config → template, offline; unless told, CDK's context decides: `-c stage=NAME -c catalogue=simulator`. Returns the path of the template. */
export function synthesize({ outdir, stage, catalogue, ...request }: Synthesis): string {
  const app = new App(outdir === undefined ? {} : { outdir });
  const told = (given: string | undefined, key: string): string | undefined => {
    const context: unknown = app.node.tryGetContext(key);
    return given ?? (typeof context === 'string' ? context : undefined);
  };
  const chosen = told(stage, 'stage') ?? 'default';
  const stack = new BunceSyncStack(app, stackName(chosen), { ...request, stage: chosen, catalogue: told(catalogue, 'catalogue') });
  return app.synth().getStackArtifact(stack.artifactId).templateFullPath;
}
