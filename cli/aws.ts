import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { stackName } from '../infra/names.ts';
import { CREDENTIALS, REGION } from '../local/lambda/environment.ts';
import { Failure } from './failure.ts';
import type { StackOptions } from './stack-options.ts';

/** AWS cannot be asked, or there is nothing deployed to ask for: what does not need it goes on. */
export class NotDeployed extends Failure {}

export type Outputs = Readonly<Record<string, string>>;

/** A stack that CloudFormation knows. */
interface Deployed {
  readonly stack: string;
  readonly outputs: Outputs;
}

/** The stack that is meant; clients made from then on are in its account. Throws a NotDeployed without credentials, region or stack. */
export async function deployedStack(options: StackOptions): Promise<Deployed> {
  const { stage = 'default', stack = stackName(stage) } = options;
  useAccount(options);
  return { stack, outputs: await outputsOf(stack) };
}

/** Every client made from then on takes this profile and region. */
export function useAccount({ profile, region }: StackOptions): void {
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  if (region !== undefined) process.env['AWS_REGION'] = region;
}

async function outputsOf(stack: string): Promise<Outputs> {
  // A fifth of a second that most commands need not wait.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient({ maxAttempts: 2 });
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return Object.fromEntries((found?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (error) {
    throw unreachable(error, stack);
  } finally {
    client.destroy();
  }
}

function unreachable(error: unknown, stack: string): Failure {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  if (/does not exist/.test(message)) return new NotDeployed(`there is no stack ${stack} in this account and region`);
  if (/Credentials|Region is missing|Token|UnrecognizedClient|SSO/.test(`${name} ${message}`)) {
    return new NotDeployed(`no usable AWS credentials or region (${name === 'Error' ? message : name})`);
  }
  return new Failure(`CloudFormation does not tell of the stack ${stack} (${name}: ${message})`);
}

/** Of the local run, when its endpoint stands in AWS_ENDPOINT_URL_SECRETS_MANAGER; that one takes any credentials. */
export function isLocal(endpoint = process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER']): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
}

export const secretsClient = (): SecretsManagerClient =>
  new SecretsManagerClient({ maxAttempts: 2, ...(isLocal() && { region: REGION, credentials: CREDENTIALS }) });
