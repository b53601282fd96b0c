import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Settled } from '../../shared/config/config.ts';
import { packageVersion } from '../../shared/runtime/library.ts';
import { deployedStack, NotDeployed } from '../aws.ts';
import type { Instance } from '../instances.ts';
import { flagsOf, isTold, type StackOptions } from '../stack-options.ts';
import { type Counts, countsOf } from './counts.ts';
import { type Finding, examined, failed, green, joined, note, skipped } from './finding.ts';
import { quotaFindings } from './lambda.ts';
import { orphanFindings } from './orphans.ts';
import { queueFindings } from './queues.ts';
import { secretFindings } from './secret.ts';
import { seenFindings } from './seen.ts';
import { silenceFindings } from './silence.ts';
import { topicFindings } from './topics.ts';
import { versionFinding } from './version.ts';

interface Deployment {
  readonly options: StackOptions;
  readonly settled: Settled;
  readonly enabled: readonly string[];
}

const PARTS = 'stack, secrets, queues, alarm topics, events seen and the Lambda quota';

/** All that only AWS can tell. Skipped as a whole where nothing is deployed, unless a stack, profile or region was asked for. */
export async function stackFindings(deployment: Deployment): Promise<readonly Finding[]> {
  const { options } = deployment;
  return examined('stack', async () => {
    const deployed = await deployedStack(options).catch((error: unknown) => {
      if (error instanceof NotDeployed && !isTold({ ...options, stage: undefined })) return error;
      throw error;
    });
    if (deployed instanceof NotDeployed) return [skipped('AWS', `${PARTS} are not examined: ${deployed.message}`)];
    return joined(await findingsOf(deployed, deployment));
  });
}

async function findingsOf({ stack, outputs }: Instance, { options, settled, enabled }: Deployment): Promise<readonly Finding[]> {
  const [flags, awsFlags] = [flagsOf(options), flagsOf({ profile: options.profile, region: options.region })];
  const counted = await countsOf(stack).catch((error: unknown) => failed('metrics', error));
  const counts = 'check' in counted ? undefined : counted;
  const about = { providers: providersOf(options.project()), outputs, counts, flags, reconcile: settled.reconcile };
  const groups = await Promise.all([
    ...[...enabled, 'bunce'].map(async (name) => secretFindings(name, about)),
    examined('queues', async () =>
      queueFindings({ outputs, flags: flagsOf({ ...options, stack }), awsFlags, measured: counts !== undefined }),
    ),
    examined('alarms', async () => topicFindings({ outputs, flags: awsFlags })),
    examined('Lambda quota', quotaFindings),
    orphanFindings({ stack, outputs, flags: awsFlags }),
  ]);
  return [
    green('stack', `${stack} is deployed`),
    versionFinding({ deployed: outputs['Version'], installed: packageVersion(), flags: flagsOf({ ...options, stack: undefined }) }),
    ...groups.flat(),
    ...keyFindings(settled),
    ...('check' in counted ? [counted] : countFindings(counted, { settled, enabled, flags })),
  ];
}

/** Whether a key of the team's own lets AWS's services in, its policy alone says. */
const keyFindings = ({ kmsKeyArn }: Settled): readonly Finding[] =>
  kmsKeyArn === undefined
    ? []
    : [
        note('key', {
          text: `alarms arrive, and logs are kept, only if the policy of ${kmsKeyArn} lets CloudWatch in`,
          fix: 'compare it with docs/deploying.md#a-key-of-your-own',
        }),
      ];

interface About {
  readonly settled: Settled;
  readonly enabled: readonly string[];
  readonly flags: string;
}

const countFindings = (counts: Counts, { settled, enabled, flags }: About): readonly Finding[] => [
  ...silenceFindings({ providers: settled.providers, enabled, counts, flags, now: Date.now() }),
  ...seenFindings(counts, settled),
];
