import { asked, using } from '../doctor/ask.ts';

/** Whoever's credentials these are, as an ARN. */
export async function callerArn(): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  return using(new STSClient({ maxAttempts: 2 }), async (client) => {
    const { Arn = 'unknown' } = await asked('sts:GetCallerIdentity', client.send(new GetCallerIdentityCommand({})));
    return Arn;
  });
}
