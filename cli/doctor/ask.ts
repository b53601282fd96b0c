import { Failure } from '../failure.ts';

/** AWS does not let this operator ask. */
export class NotPermitted extends Failure {
  readonly action: string;

  constructor(action: string) {
    super(`${action} is missing`);
    this.action = action;
  }
}

const DENIED = /AccessDenied|AuthorizationError|NotAuthorized|UnauthorizedOperation/;

/** An answer of AWS's; throws a NotPermitted with the action's name where it is refused for want of it. */
export async function asked<Answer>(action: string, answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof Error) || !DENIED.test(error.name)) throw error;
    throw new NotPermitted(/perform: ([\w-]+:\w+)/.exec(error.message)?.[1] ?? (error.message.includes('KMS') ? 'kms:Decrypt' : action));
  });
}

/** Works with a client and closes it. */
export async function using<Client extends { destroy(): void }, Result>(
  client: Client,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
