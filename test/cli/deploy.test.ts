import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { expect, it, onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';
import { NO_AWS } from './aws.ts';
import { cli } from './cli.ts';
import { install } from '../project/team.ts';
import { emptyFolder } from './empty-folder.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Stands where CDK's command line would: it synthesizes the app, notes how it was called, and has deployed at once. */
const CDK = `
const { spawnSync } = require('node:child_process');
const { appendFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const after = (flag) => words[words.indexOf(flag) + 1];
appendFileSync('cdk.log', JSON.stringify({ words: words.join(' '), region: process.env.AWS_REGION }) + '\\n');
const env = { ...process.env, CDK_OUTDIR: after('-o'), CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify({ stage: after('-c')?.slice(6) }) };
if (words[0] === 'synth') process.exit(spawnSync(process.execPath, [${JSON.stringify(join(ROOT, 'infra/app.ts'))}], { env, stdio: 'inherit' }).status);
writeFileSync(after('--outputs-file'), JSON.stringify({ BunceSync: { WebhookUrlPaystack: 'https://api.example.com/webhooks/paystack' } }));
`;

/** A team's folder whose catalogue was read from the account that it sends to. */
async function team({ cdk = true } = {}): Promise<string> {
  const folder = emptyFolder();
  await cli(['--project', folder, 'init', '--yes', '--providers', 'paystack', '--country', 'NG']);
  install(folder);
  const catalogue = join(folder, 'bunce.catalogue.json');
  writeFileSync(catalogue, readFileSync(catalogue, 'utf8').replace('http://127.0.0.1:8788/v1', 'https://sandbox.api.bunce.so/v1'));
  mkdirSync(join(folder, 'node_modules/aws-cdk/bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/aws-cdk/bin/cdk'), CDK);
  if (!cdk) rmSync(join(folder, 'node_modules/aws-cdk'), { recursive: true });
  return folder;
}

interface Account {
  readonly stacks?: Readonly<Record<string, string>>;
  /** Of the two services, the ones that refuse. */
  readonly denied?: readonly ('sts' | 'cloudformation')[];
}

const refusal = (code: string): string => `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
const WHO =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

function described(stacks: Readonly<Record<string, string>>, name: string | null): string | undefined {
  const found = Object.entries(stacks).filter(([each]) => name === null || each === name);
  const members = found.map(
    ([stack, output]) =>
      `<member><StackName>${stack}</StackName><Outputs><member><OutputKey>${output}</OutputKey><OutputValue>21</OutputValue></member></Outputs></member>`,
  );
  const result = `<DescribeStacksResult><Stacks>${members.join('')}</Stacks></DescribeStacksResult>`;
  return found.length > 0 || name === null ? `<DescribeStacksResponse>${result}</DescribeStacksResponse>` : undefined;
}

/** STS and CloudFormation, as far as a deploy asks them before CDK does. */
async function account({ stacks = { CDKToolkit: 'BootstrapVersion' }, denied = [] }: Account = {}): Promise<Record<string, string>> {
  const answerTo = (asked: URLSearchParams): readonly [number, string] => {
    const service = asked.get('Action') === 'GetCallerIdentity' ? 'sts' : 'cloudformation';
    if (denied.includes(service)) return [403, refusal(service === 'sts' ? 'ExpiredToken' : 'AccessDenied')];
    if (service === 'sts') return [200, WHO];
    const answer = described(stacks, asked.get('StackName'));
    return answer === undefined ? [400, refusal('ValidationError').replace('no', 'Stack X does not exist')] : [200, answer];
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const [status, body] = answerTo(new URLSearchParams(await text(request)));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    };
    void answer();
  });
  onTestFinished(async () => close(server));
  const url = await listen(server);
  const credentials = { AWS_REGION: '', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  return { ...NO_AWS, ...credentials, AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_CLOUDFORMATION: url };
}

const deploy = async (folder: string, { words = [], environment }: { words?: readonly string[]; environment: Record<string, string> }) =>
  cli(['--project', folder, 'deploy', ...words], { environment });

it('tells what will be made and where, deploys just that, and says what comes next', async () => {
  const folder = await team();
  const words = ['--region', 'eu-west-1', '--', '--require-approval', 'never', '-c', 'colour=red', '--hotswap'];
  const { code, stdout, stderr } = await deploy(folder, { words, environment: await account() });
  expect(stderr).toContain('stage default, account 123456789012, region eu-west-1\n');
  expect(stderr).toMatch(/stack BunceSync: 2 functions, 2 queues, 1 table, 2 secrets, 1 HTTP API, 2 topics, \d+ alarms, 1 dashboard, /);
  expect(stderr).toMatch(
    /fixed cost: \$\d+\.\d\d a month at the list prices of \d{4}-\d\d-\d\d in us-east-1 \(2 secrets \$0\.80, \d+ alarm metrics \$\d+\.\d\d, dashboard \$3\.00\), before any traffic; polling the queue adds about \$0\.33\n/,
  );
  expect(stderr).not.toContain('price is not known');
  expect(stderr).toContain('no alarm tells when these fall silent: paystack (providers.<name>.quiet; ');
  expect(stdout).toMatch(/api\.example\.com\/webhooks\/paystack[^]*secrets set bunce --region eu-west-1[^]*doctor --region eu-west-1\n$/);
  const calls = readFileSync(join(folder, 'cdk.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect({ code, calls }).toEqual({
    code: 0,
    calls: [
      { region: 'eu-west-1', words: expect.stringMatching(/^synth --quiet -c stage=default -o (\S+) -c colour=red$/) },
      { region: 'eu-west-1', words: expect.stringMatching(/^deploy --app (\S+) --outputs-file \S+ --require-approval never --hotswap$/) },
    ],
  });
});

it.each([
  ['no region', {}, {}, 'no AWS region is chosen: give --region'],
  ['no credentials', {}, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: '' }, 'no AWS credentials are found: give --profile'],
  [
    'credentials that are over',
    { denied: ['sts'] as const },
    { AWS_REGION: 'eu-west-1' },
    'AWS does not take the credentials: log in again',
  ],
  ['an account that CDK was never used in', { stacks: {} }, { AWS_REGION: 'eu-west-1' }, 'npx cdk bootstrap aws://123456789012/eu-west-1'],
])('says what is missing with %s, before CDK is asked', async (_, given, more, said) => {
  const folder = await team();
  writeFileSync(join(folder, 'node_modules/aws-cdk/bin/cdk'), 'throw new Error("CDK was asked")');
  const { code, stderr } = await deploy(folder, { environment: { ...(await account(given)), ...more } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(said) });
  expect(stderr).not.toContain('CDK was asked');
});

it.each([
  ['under another name', { stacks: { Ours: 'BootstrapVersion' } }],
  ['which the caller may not see', { denied: ['cloudformation'] as const }],
])('goes on where CDK has its stack %s', async (_, given) => {
  const environment = { ...(await account(given)), AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-north-1' };
  expect(await deploy(await team(), { environment })).toMatchObject({ code: 0, stderr: expect.stringContaining('region eu-north-1') });
});

it('says how CDK is installed where it is not', async () => {
  const { code, stderr } = await deploy(await team({ cdk: false }), { environment: await account() });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('npm i -D aws-cdk') });
});
