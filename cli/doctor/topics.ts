import { ListSubscriptionsByTopicCommand, SNSClient, type Subscription } from '@aws-sdk/client-sns';

import type { Outputs } from '../instances.ts';
import { asked, using } from './ask.ts';
import { type Finding, examined, green, red, skipped } from './finding.ts';

/** Output → what comes over its topic. A stack that was deployed before there were two has the first alone. */
const TOPICS = { AlarmTopicArn: 'alarm mail', PageTopicArn: 'alarm page' } as const;

interface Stack {
  readonly outputs: Outputs;
  /** Of the AWS command line. */
  readonly flags: string;
}

/** Whether anybody hears of an alarm. */
export async function topicFindings({ outputs, flags }: Stack): Promise<readonly Finding[]> {
  const topics = new Map(Object.entries(TOPICS).flatMap(([output, check]) => (outputs[output] ? [[outputs[output], check] as const] : [])));
  if (topics.size === 0) return [skipped('alarms', 'the stack names no topic: deploy it with this version')];
  return using(new SNSClient({ maxAttempts: 2 }), async (client) => {
    const findings = await Promise.all(
      [...topics].map(async ([topic, check]) =>
        examined(check, async () => [judged(check, { topic, flags, subscriptions: await subscriptionsOf(client, topic) })]),
      ),
    );
    return findings.flat();
  });
}

/** Undefined where there is no such topic. */
async function subscriptionsOf(client: SNSClient, TopicArn: string): Promise<readonly Subscription[] | undefined> {
  try {
    // The first hundred: one that is confirmed is enough.
    const answer = client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return (await asked('sns:ListSubscriptionsByTopic', answer)).Subscriptions ?? [];
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('NotFound')) return undefined;
    throw error;
  }
}

interface Topic {
  readonly topic: string;
  readonly flags: string;
  readonly subscriptions: readonly Subscription[] | undefined;
}

function judged(check: string, { topic, flags, subscriptions }: Topic): Finding {
  const subscribe = (address = 'ADDRESS'): string =>
    `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ${address}${flags}`;
  if (!subscriptions) {
    const create = `aws sns create-topic --name ${topic.split(':').at(-1)}${flags}`;
    return red(check, { text: `the topic ${topic} does not exist: no alarm arrives`, fix: `${create}, then ${subscribe()}` });
  }
  const confirmed = subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:'));
  if (confirmed.length > 0) return green(check, `${confirmed.map(({ Protocol }) => Protocol).join(', ')} is told`);
  const waiting = subscriptions.find(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation');
  if (!waiting) return red(check, { text: 'nobody is told: the topic has no subscription', fix: subscribe() });
  return red(check, {
    text: `nobody is told: ${waiting.Endpoint} waits for its confirmation`,
    fix: `follow the link in the message AWS sent there; ${subscribe(waiting.Endpoint)} sends another`,
  });
}
