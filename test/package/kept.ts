import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import * as z from 'zod/mini';

const Resource = z.object({
  Type: z.string(),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});
const Template = z.object({ Resources: z.record(z.string(), Resource), Outputs: z.record(z.string(), z.unknown()) });
export type Kept = z.infer<typeof Template>;

/** Of a template what a deployed stack may never lose: what holds data, the URL that providers know, where alarms go, and what the CLI reads. */
export function keptOf(template: unknown): Kept {
  const { Resources, Outputs } = Template.parse(template);
  const kept = Object.entries(Resources).filter(
    ([, { Type, DeletionPolicy }]) =>
      DeletionPolicy?.startsWith('Retain') || Type === 'AWS::ApiGatewayV2::Api' || Type === 'AWS::SNS::Topic',
  );
  return { Resources: Object.fromEntries(kept), Outputs };
}

export interface Deployment {
  /** A file with what was deployed before. */
  readonly before: string;
  /** A cloud assembly. */
  readonly now: string;
}

/** What a deploy would remove or replace, in the words of `cdk diff`, which needs no credentials for it. */
export async function lossesOf({ before, now }: Deployment): Promise<readonly string[]> {
  const child = spawn('cdk', ['diff', '--app', now, '--template', before, '--no-color', '--no-notices'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, CDK_DISABLE_VERSION_CHECK: '1', AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited: Promise<unknown[]> = once(child, 'exit');
  const [out, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  const lines = `${out}${complaints}`.split('\n');
  if (code !== 0 || !lines.includes('Resources')) throw new Error(`cdk diff: ${complaints}`);
  return lines.filter((line) => /^\[-\] (AWS::|Output )|^\[~\] AWS::.* (replace|may be replaced)$/.test(line));
}
