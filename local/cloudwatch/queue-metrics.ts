import * as z from 'zod/mini';

import type { Queue } from '../queues.ts';
import type { Recorder } from './recorder.ts';

const Message = z.object({ messageId: z.string() });
/** What the embedded SQS says of a queue without taking anything from it. */
const Inspected = z.object({
  messages: z.object({ ready: z.array(Message), delayed: z.array(Message), inflight: z.array(z.object({ message: Message })) }),
});

/** Measures queues as SQS does each minute, on the recorder's clock: a message counts from the moment it was first seen. */
export function queueMeter(recorder: Recorder, { endpoint, queues }: { readonly endpoint: string; readonly queues: readonly Queue[] }) {
  const seen = new Map<string, number>();
  const measure = async ({ name }: Queue): Promise<void> => {
    const { messages } = Inspected.parse(await (await fetch(`${endpoint}/_fauxqs/queues/${name}`)).json());
    const [visible, hidden] = [messages.ready, [...messages.delayed, ...messages.inflight.map(({ message }) => message)]];
    const all = [...visible, ...hidden].map(({ messageId }) => messageId);
    const news = all.filter((id) => !seen.has(id));
    for (const id of news) seen.set(id, recorder.now());
    const ages = all.map((id) => (recorder.now() - (seen.get(id) ?? 0)) / 1000);
    const measured = {
      ApproximateNumberOfMessagesVisible: visible.length,
      ApproximateNumberOfMessagesNotVisible: hidden.length,
      ApproximateAgeOfOldestMessage: Math.max(0, ...ages),
      NumberOfMessagesSent: news.length,
    };
    for (const [metric, value] of Object.entries(measured))
      recorder.put({ namespace: 'AWS/SQS', name: metric, dimensions: { QueueName: name }, value });
  };
  return async (): Promise<void> => void (await Promise.all(queues.map(measure)));
}
