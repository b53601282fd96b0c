import { ListSecretsCommand, type SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { secretsClient } from '../aws.ts';
import type { Instance } from '../instances.ts';
import { asked, using } from './ask.ts';
import { type Finding, examined, note } from './finding.ts';
import { stateOf } from './queues.ts';

interface Deployed extends Pick<Instance, 'stack' | 'outputs'> {
  /** Of the AWS command line. */
  readonly flags: string;
}

/** What earlier stacks of this name left behind, for a deleted one keeps its secrets and queues. */
export async function orphanFindings(deployed: Deployed): Promise<readonly Finding[]> {
  return [
    ...(await examined('secrets left behind', async () => orphanedSecrets(deployed))),
    ...(await examined('queues left behind', async () => orphanedQueues(deployed))),
  ];
}

async function orphanedSecrets({ stack, outputs, flags }: Deployed): Promise<readonly Finding[]> {
  const held = new Set(Object.values(outputs));
  const all = await using(secretsClient(), async (client) => {
    const found: SecretListEntry[] = [];
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const command = new ListSecretsCommand({ Filters: [{ Key: 'description', Values: [`${stack}: `] }], NextToken });
      const page = await asked('secretsmanager:ListSecrets', client.send(command));
      found.push(...(page.SecretList ?? []));
      ({ NextToken } = page);
    }
    return found;
  });
  return all
    .filter(({ ARN = '', Description = '' }) => isOurs(stack, Description) && !held.has(ARN))
    .map(({ ARN, Name, Description = '' }) =>
      note('secret left behind', {
        text: `${Name} (${Description.slice(stack.length + 2)}) is no longer the stack's`,
        fix: `aws secretsmanager delete-secret --secret-id ${ARN}${flags} (AWS keeps it for 30 days more)`,
      }),
    );
}

/** As infra/bunce-sync.ts describes them. */
const isOurs = (stack: string, description: string): boolean =>
  description === `${stack}: the key of Bunce's API` || (description.startsWith(`${stack}: what `) && description.endsWith(' signs with'));

/** Those called as the stack's own but for the part that CloudFormation rolls: other stages begin with the stack's name too. */
async function orphanedQueues({ stack, outputs, flags }: Deployed): Promise<readonly Finding[]> {
  const own = [outputs['QueueUrl'], outputs['ParkedQueueUrl']].flatMap((url) => (url === undefined ? [] : [nameIn(url)]));
  const [prefix] = stack.split('/');
  const stems = new Set(own.map(stemOf).filter((stem) => stem.startsWith(`${prefix}-`)));
  // At the account's own address, whatever stands in the answer.
  return using(new SQSClient({ maxAttempts: 2, useQueueUrlAsEndpoint: false }), async (client) => {
    const urls: string[] = [];
    for (const QueueNamePrefix of stems) {
      const command = new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1000 });
      urls.push(...((await asked('sqs:ListQueues', client.send(command))).QueueUrls ?? []));
    }
    const left = urls.filter((url) => stems.has(stemOf(nameIn(url))) && !own.includes(nameIn(url)));
    return Promise.all(left.map(async (url) => queueNote(url, { client, flags })));
  });
}

async function queueNote(url: string, { client, flags }: { readonly client: SQSClient; readonly flags: string }): Promise<Finding> {
  const { waiting, inFlight } = await stateOf(client, url);
  const messages = waiting + inFlight;
  return note('queue left behind', {
    text: `${nameIn(url)} is no longer the stack's; it holds ${messages === 1 ? '1 message' : `${messages} messages`}`,
    fix: `${messages === 0 ? '' : 'what it holds is lost with it: '}aws sqs delete-queue --queue-url ${url}${flags}`,
  });
}

const nameIn = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('-') + 1);
