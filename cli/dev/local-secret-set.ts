import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { providersOf } from '../../functions/webhooks/senders.ts';
import { namesOf } from '../../infra/names.ts';
import type { Done } from '../../local/console/protocol.ts';
import { Refused } from '../../local/console/source.ts';
import type { Project } from '../../shared/config/project.ts';
import { type Given, putSecret } from '../console/put-secret.ts';
import type { Target } from '../target.ts';

export interface Setting {
  readonly project: Project;
  readonly target: Pick<Target, 'clientOf'>;
  readonly name: string;
  readonly given: Given;
}

/** Beside the one that the samples are signed with. */
export async function setLocalSecret({ project, target, name, given }: Setting): Promise<Done> {
  const provider = providersOf(project)[name];
  if (!provider) throw new Refused(`there is no provider ${name}`);
  const client = new SecretsManagerClient(target.clientOf('SECRETS_MANAGER'));
  const { weak } = await putSecret(given, { provider, client, id: namesOf(name).secret });
  return { text: `${name}: known at once, beside what the samples are signed with${weak === undefined ? '' : `; ${weak}`}` };
}
