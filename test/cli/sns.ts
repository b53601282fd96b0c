import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';

/** Topic's ARN → who is subscribed; `arn` as SNS gives it, `PendingConfirmation` where nobody has confirmed. */
export type Topics = Readonly<Record<string, readonly Subscription[]>>;

interface Subscription {
  readonly arn: string;
  readonly endpoint: string;
}

/** As much of SNS as `doctor` uses. */
export async function startTopics(topics: Topics, denied: readonly string[]): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, xml } = answer(topics, { asked: new URLSearchParams(body), denied });
      return response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    });
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return endpoint;
}

function answer(topics: Topics, { asked, denied }: { readonly asked: URLSearchParams; readonly denied: readonly string[] }) {
  const action = asked.get('Action') ?? '';
  // SNS does not always name the action.
  if (denied.includes(`sns:${action}`)) return problem(403, 'AuthorizationError', 'you may not');
  const subscriptions = topics[asked.get('TopicArn') ?? ''];
  if (action !== 'ListSubscriptionsByTopic') return problem(400, 'InvalidAction', action);
  if (!subscriptions) return problem(404, 'NotFound', 'Topic does not exist');
  const members = subscriptions.map(
    ({ arn, endpoint }) =>
      `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>email</Protocol><Endpoint>${endpoint}</Endpoint></member>`,
  );
  const result = `<ListSubscriptionsByTopicResult><Subscriptions>${members.join('')}</Subscriptions></ListSubscriptionsByTopicResult>`;
  return { status: 200, xml: `<ListSubscriptionsByTopicResponse>${result}</ListSubscriptionsByTopicResponse>` };
}

const problem = (status: number, ...[code, message]: readonly [string, string]) => ({
  status,
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
