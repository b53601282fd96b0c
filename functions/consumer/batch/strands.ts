import type { Message, Strand } from './message.ts';

/** Messages that share a group, or anything else by which they may lead to one person, are one strand; all in the order of the batch. */
export function strandsOf(messages: readonly Message[], linksOf: (message: Message) => Iterable<string>): readonly Strand[] {
  const roots = new Map<string, string>();
  const rootOf = (link: string): string => {
    const up = roots.get(link) ?? link;
    return up === link ? link : rootOf(up);
  };
  for (const message of messages) {
    const own = rootOf(groupLink(message));
    for (const link of linksOf(message)) roots.set(rootOf(link), own);
  }
  return [...Map.groupBy(messages, (message) => rootOf(groupLink(message))).values()];
}

const groupLink = ({ receipt }: Message): string => `group ${receipt.group}`;
