import { Failure } from '../failure.ts';
import { stacks, useAccount } from '../aws.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';

/** Where a deploy goes. */
export interface Account {
  readonly id: string;
  readonly region: string;
}

/** What has to be there before CDK is asked to do anything. Throws a Failure that says how it comes to be. */
export async function readyAccount(options: Chosen): Promise<Account> {
  // The SDK does not know this one; CDK does, and takes us-east-1 where none is told.
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const told = [options.region, AWS_REGION, AWS_DEFAULT_REGION].find(Boolean);
  if (told === undefined) delete process.env['AWS_REGION'];
  useAccount({ ...options, region: told });
  const account = await callerOf();
  process.env['AWS_REGION'] = account.region;
  if (!(await isBootstrapped())) {
    const { id, region } = account;
    const bootstrap = `npx cdk bootstrap aws://${id}/${region}${flagsOf({ profile: options.profile })}`;
    throw new Failure(`CDK has never been used in account ${id}, region ${region}. Once: ${bootstrap}`);
  }
  return account;
}

async function callerOf(): Promise<Account> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ maxAttempts: 2 });
  try {
    const region = await client.config.region();
    const { Account: id = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { id, region };
  } catch (error) {
    throw new Failure(reasonOf(error));
  } finally {
    client.destroy();
  }
}

function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  if (message.includes('Region is missing')) return 'no AWS region is chosen: give --region, or set AWS_REGION';
  if (/CredentialsProviderError|SSO/.test(`${name} ${message}`)) {
    return `no AWS credentials are found: give --profile, or log in, as with "aws sso login" (${message})`;
  }
  if (/Token|Signature|Denied|Expired/.test(name))
    return `AWS does not take the credentials: log in again, or give another --profile (${name}: ${message})`;
  return `AWS cannot be asked who is calling (${name}: ${message})`;
}

/** By the stack that `cdk bootstrap` makes, whatever it is called. Who may not look is not stopped: CDK itself will tell. */
async function isBootstrapped(): Promise<boolean> {
  try {
    if ((await stacks('CDKToolkit')).length > 0) return true;
    return (await stacks()).some(({ outputs }) => Object.hasOwn(outputs, 'BootstrapVersion'));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`whether CDK was ever used there is not known: ${error.message}\n`);
    return true;
  }
}
