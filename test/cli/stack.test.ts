import { createServer } from 'node:http';

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';
import { cli } from './cli.ts';
import { rejected } from './parked-messages.ts';
import { type Target, startTarget } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(async () => target.stop());

/** CloudFormation as far as the CLI asks it. */
async function cloudFormation(outputs: Readonly<Record<string, string>>): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const answer = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => asked.push(chunk.toString()));
    request.on('end', () => response.setHeader('content-type', 'text/xml').end(answer));
  });
  onTestFinished(async () => close(server));
  return { url: await listen(server), asked };
}

it('finds a stack in AWS by its outputs when a stage is named', async () => {
  const { url, asked } = await cloudFormation({ QueueUrl: target.queue.url, ParkedQueueUrl: target.parked.url, TableName: 'state' });
  const message = rejected({ id: 'aws' });
  await target.park(message);
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const environment = { ...target.environment, ...credentials, AWS_ENDPOINT_URL_CLOUDFORMATION: url };
  const { stdout, stderr } = await cli(['parked', 'list', '--json', '--stage', 'production', '--region', 'eu-west-1'], { environment });
  expect(stderr).toContain('stack BunceSync-production');
  expect(asked.join('')).toContain('StackName=BunceSync-production');
  expect(JSON.parse(stdout)).toMatchObject([{ id: message.id }]);
});

it('says what is missing when neither a local run nor a stack is there', async () => {
  const environment = {
    ...target.environment,
    PORT: '1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const { code, stderr } = await cli(['parked', 'list'], { environment });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/no local run.*port 1[^]*AWS/) as string });
});
