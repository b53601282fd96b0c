import { expect, it } from 'vitest';

import type { Message } from '../../../../functions/consumer/batch/message.ts';
import { strandsOf } from '../../../../functions/consumer/batch/strands.ts';

/** Messages as `name group link link`; their strands as names. */
function strands(...lines: readonly string[]): readonly string[] {
  const links = new Map<Message, readonly string[]>();
  const messages = lines.map((line) => {
    const [messageId = '', group = '', ...of] = line.split(' ');
    const receipt = { messageId, group, handle: '', body: '', receiveCount: 1, firstReceivedAt: 0, sentAt: 0 };
    const message: Message = { receipt, content: { kind: 'junk', detail: '' }, steps: [] };
    links.set(message, of);
    return message;
  });
  const found = strandsOf(messages, (message) => links.get(message) ?? []);
  return found.map((strand) => strand.map(({ receipt }) => receipt.messageId).join(' '));
}

it.each([
  ['of one group', ['1 a', '2 a', '3 b'], ['1 2', '3']],
  ['that lead to one person', ['1 a x', '2 b y', '3 c x'], ['1 3', '2']],
  ['that are joined by one about both', ['1 a x', '2 b y', '3 c x y'], ['1 2 3']],
  ['joined before those that they join', ['1 c x y', '2 a x', '3 b y'], ['1 2 3']],
  ['joined in a ring', ['1 a x y', '2 b y z', '3 c z x'], ['1 2 3']],
  ['joined by a chain of groups and people', ['1 a x', '2 b y', '3 a y', '4 d z'], ['1 2 3', '4']],
  ['that lead to nobody', ['1 a', '2 b'], ['1', '2']],
])('messages %s are strands in the order of the batch', (_what, messages, wanted) => {
  expect(strands(...messages)).toEqual(wanted);
});

it('a link is not taken for the group of the same name', () => {
  expect(strands('1 a', '2 b a')).toEqual(['1', '2']);
});
