import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { App } from 'aws-cdk-lib';

import type { Code } from './bundle.ts';
import { stackName } from './names.ts';
import type { BunceSyncProps } from './prepare.ts';
import { BunceSyncStack } from './stack.ts';

export interface Synthesis extends BunceSyncProps {
  /** Where the cloud assembly goes; default: CDK's own choice. */
  readonly outdir?: string;
}

/** Config → template, offline; unless told, CDK's context decides: `-c stage=NAME -c catalogue=simulator`. Returns the path of the template. */
export function synthesize({ outdir, stage, catalogue, code, ...request }: Synthesis): string {
  const app = new App(outdir === undefined ? {} : { outdir });
  const told = (given: string | undefined, key: string): string | undefined => {
    const context: unknown = app.node.tryGetContext(key);
    return given ?? (typeof context === 'string' ? context : undefined);
  };
  const chosen = told(stage, 'stage') ?? 'default';
  const props = { ...request, stage: chosen, catalogue: told(catalogue, 'catalogue') };
  // Only where CloudFormation refuses the stack anyway.
  const isBundledBeside = props.catalogue === 'none' && told(undefined, 'code') === 'beside';
  const stack = new BunceSyncStack(app, stackName(chosen), { ...props, code: code ?? (isBundledBeside ? noCode(app.outdir) : undefined) });
  return app.synth().getStackArtifact(stack.artifactId).templateFullPath;
}

/** The same empty folder for every function: whoever asked for the template bundles them meanwhile. */
function noCode(outdir: string): Code {
  const empty = join(outdir, 'beside');
  mkdirSync(empty, { recursive: true });
  return () => empty;
}
