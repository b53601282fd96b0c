import { asked, using } from '../doctor/ask.ts';
import { Failure } from '../failure.ts';

/** Whoever's credentials these are, as an ARN. Throws a Failure where AWS does not tell. */
export async function callerArn(): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  return using(new STSClient({ maxAttempts: 2 }), async (client) => {
    const { Arn = 'unknown' } = await asked('sts:GetCallerIdentity', client.send(new GetCallerIdentityCommand({})));
    return Arn;
  }).catch((error: unknown) => {
    throw new Failure(
      `AWS does not tell who you are, and changes are noted with your name: ${error instanceof Error ? error.message : ''}`,
    );
  });
}
