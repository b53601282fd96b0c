import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';

import { deployedStack } from '../../cli/aws.ts';
import type { Outputs } from '../../cli/instances.ts';
import { close, listen } from '../../local/loopback.ts';

beforeEach(() => {
  for (const [name, value] of Object.entries({ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }))
    vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

type Stacks = Readonly<Record<string, Outputs>>;

const xml = ([name, outputs]: readonly [string, Outputs]): string => {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<member><StackName>${name}</StackName><Outputs>${members.join('')}</Outputs></member>`;
};
const ABSENT =
  '<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id X does not exist</Message></Error></ErrorResponse>';

/** CloudFormation in an account with these stacks; it lists them one on a page. */
async function account(stacks: Stacks): Promise<void> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const asked = new URLSearchParams(await text(request));
      const page = pageOf(Object.entries(stacks), { name: asked.get('StackName'), token: asked.get('NextToken') });
      response.writeHead(page === undefined ? 400 : 200, { 'content-type': 'text/xml' }).end(page ?? ABSENT);
    };
    void answer();
  });
  onTestFinished(async () => close(server));
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', await listen(server));
}

interface Asked {
  readonly name: string | null;
  readonly token: string | null;
}

function pageOf(all: readonly (readonly [string, Outputs])[], { name, token }: Asked): string | undefined {
  const at = name === null ? Number(token ?? 0) : all.findIndex(([each]) => each === name);
  const found = all[at];
  const next = name === null && at + 1 < all.length ? `<NextToken>${at + 1}</NextToken>` : '';
  const result = `<DescribeStacksResult><Stacks>${found ? xml(found) : ''}</Stacks>${next}</DescribeStacksResult>`;
  return found || name === null ? `<DescribeStacksResponse>${result}</DescribeStacksResponse>` : undefined;
}

const marked = (instance: string, stage = 'default'): Outputs => ({
  [`${instance}QueueUrl`]: `queue-of-${instance}`,
  [`${instance}BunceSyncStage`]: stage,
});
const SHOP = { Shop: { TheirBucket: 'b', ...marked('Sync') } };

it('a stack of its own is found by its name, one from before there was a mark too', async () => {
  await account({ ...SHOP, BunceSync: { QueueUrl: 'q' }, 'BunceSync-production': marked('', 'production') });
  expect(await deployedStack({})).toEqual({ stack: 'BunceSync', outputs: { QueueUrl: 'q' } });
  expect(await deployedStack({ stage: 'production' })).toMatchObject({ stack: 'BunceSync-production', outputs: { QueueUrl: 'queue-of-' } });
});

it("a construct in the team's own stack is found wherever it stands", async () => {
  await account({ Other: { Url: 'u' }, ...SHOP });
  const found = await deployedStack({});
  expect(found).toEqual({ stack: 'Shop/Sync', stage: 'default', outputs: { QueueUrl: 'queue-of-Sync', BunceSyncStage: 'default' } });
  expect(await deployedStack({ stack: 'Shop' })).toEqual(found);
  expect(await deployedStack({ stack: found.stack })).toEqual(found);
});

it('several that fit are listed, each as it is chosen', async () => {
  await account({ ...SHOP, Tills: { ...marked('North'), ...marked('South'), ...marked('Live', 'production') } });
  await expect(deployedStack({})).rejects.toThrow(
    'several fit, name one of them: --stack Shop/Sync, --stack Tills/North, --stack Tills/South',
  );
  await expect(deployedStack({ stack: 'Tills' })).rejects.toThrow('--stack Tills/North, --stack Tills/South');
  expect(await deployedStack({ stack: 'Tills/South' })).toMatchObject({ outputs: { QueueUrl: 'queue-of-South' } });
  expect(await deployedStack({ stage: 'production' })).toMatchObject({ stack: 'Tills/Live' });
});

it('what is of another stage is told, never taken', async () => {
  await account({ Shop: marked('Live', 'production') });
  await expect(deployedStack({})).rejects.toThrow(
    'there is no stack BunceSync in this account and region, but --stack Shop/Live --stage production',
  );
  await expect(deployedStack({ stack: 'Shop/Live' })).rejects.toThrow('--stack Shop/Live --stage production');
});
