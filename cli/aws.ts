import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { stackName } from '../infra/names.ts';
import { CREDENTIALS, REGION } from '../local/lambda/environment.ts';
import { Failure } from './failure.ts';
import { type Instance, instancesIn, oneOf, otherwise, type StackOutputs } from './instances.ts';
import type { Chosen } from './stack-options.ts';

/** AWS cannot be asked, or there is nothing deployed to ask for: what does not need it goes on. */
export class NotDeployed extends Failure {}

/** What is meant; clients made from then on are in its account. Throws a NotDeployed without credentials, region or stack. */
export async function deployedStack(options: Chosen): Promise<Instance> {
  const { stage = 'default', stack = stackName(stage) } = options;
  useAccount(options);
  const [name = stack] = stack.split('/');
  const [own] = await stacks(name);
  const all = own || options.stack !== undefined ? [] : await stacks();
  const instances = own ? heldBy(own, stack) : all.flatMap(instancesIn);
  const found = oneOf(instances, stage);
  if (!found) throw new NotDeployed(`there is no stack ${stack} in this account and region${otherwise(instances)}`);
  return found;
}

/** Of a stack that is named; all there is to versions that put no mark on it. */
function heldBy(own: StackOutputs, wanted: string): readonly Instance[] {
  const instances = instancesIn(own);
  const exactly = instances.filter(({ stack }) => stack === wanted);
  if (exactly.length > 0 || wanted !== own.stack) return exactly;
  return instances.length > 0 ? instances : [own];
}

/** Every client made from then on takes this profile and region. */
export function useAccount({ profile, region }: Chosen): void {
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  if (region !== undefined) process.env['AWS_REGION'] = region;
}

/** The one of a name, or all; none is not an error. */
export async function stacks(name?: string): Promise<readonly StackOutputs[]> {
  // A fifth of a second that most commands need not wait.
  const { CloudFormationClient, paginateDescribeStacks } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient({ maxAttempts: 2 });
  const found: StackOutputs[] = [];
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, { StackName: name }))
      for (const { StackName: stack = name ?? '', Outputs = [] } of Stacks)
        found.push({ stack, outputs: Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])) });
    return found;
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return [];
    throw unreachable(error, name === undefined ? 'its stacks' : `the stack ${name}`);
  } finally {
    client.destroy();
  }
}

function unreachable(error: unknown, what: string): Failure {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  if (/Credentials|Region is missing|Token|UnrecognizedClient|SSO/.test(`${name} ${message}`)) {
    return new NotDeployed(`no usable AWS credentials or region (${name === 'Error' ? message : name})`);
  }
  return new Failure(`CloudFormation does not tell of ${what} (${name}: ${message})`);
}

/** Of the local run, when its endpoint stands in AWS_ENDPOINT_URL_SECRETS_MANAGER; that one takes any credentials. */
export function isLocal(endpoint = process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER']): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
}

export const secretsClient = (): SecretsManagerClient =>
  new SecretsManagerClient({ maxAttempts: 2, ...(isLocal() && { region: REGION, credentials: CREDENTIALS }) });
