import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { CREDENTIALS, REGION } from '../local/lambda/environment.ts';
import { Failure } from './failure.ts';

/** AWS cannot be asked, or there is nothing deployed to ask for: what does not need it goes on. */
export class NotDeployed extends Failure {
  /** AWS was asked and has no such stack. */
  readonly absent: boolean;

  constructor(message: string, { absent }: { readonly absent: boolean }) {
    super(message);
    this.absent = absent;
  }
}

/** The stack's outputs. Throws a NotDeployed without credentials, region or stack. */
export async function outputsOf(stack: string): Promise<Readonly<Record<string, string>>> {
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
  if (/does not exist/.test(message)) return new NotDeployed(`there is no stack ${stack} in this account and region`, { absent: true });
  if (/Credentials|Region is missing|Token|UnrecognizedClient|SSO/.test(`${name} ${message}`)) {
    return new NotDeployed(`no usable AWS credentials or region (${name === 'Error' ? message : name})`, { absent: false });
  }
  return new Failure(`CloudFormation does not tell of the stack ${stack} (${name}: ${message})`);
}

/** Of the local run, when its endpoint stands in AWS_ENDPOINT_URL_SECRETS_MANAGER; that one takes any credentials. */
export function isLocal(endpoint = process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER']): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
}

export const secretsClient = (): SecretsManagerClient =>
  new SecretsManagerClient({ maxAttempts: 2, ...(isLocal() && { region: REGION, credentials: CREDENTIALS }) });
