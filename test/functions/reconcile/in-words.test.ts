import { expect, it } from 'vitest';

import { inWords } from '../../../functions/reconcile/in-words.ts';
import { readableSecret } from '../../../functions/reconcile/readable-secret.ts';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const WHO = 'arn:aws:sts::111122223333:assumed-role/Operator/ada@example.com';
const refused = (action: string): Error =>
  named('AccessDeniedException', `User: ${WHO} is not authorized to perform: ${action} on resource: arn:aws:dynamodb:x because …`);

/** What is logged where the secret of Stripe cannot be read. */
async function loggedOf(error: Error): Promise<string> {
  const read = async (): Promise<never> => {
    throw error;
  };
  return readableSecret('stripe', read).then(() => 'nothing', inWords);
}

it.each([
  [
    'has no value',
    named('ResourceNotFoundException', 'x: y'),
    /^the secret of stripe cannot be read \(ResourceNotFound.*secrets set stripe/,
  ],
  ['has another form', new TypeError('not of the form {"secrets":["…"]}'), /^the secret of stripe is not in the form .*secrets set stripe/],
  ['may not be read', refused('secretsmanager:GetSecretValue'), /^AccessDenied\w+: the function may not secretsmanager:GetSecretValue, /],
])('names what mends a secret that %s, and nothing in it', async (_what, error, says) => {
  expect(await loggedOf(error)).toMatch(says);
  expect(await loggedOf(error)).not.toMatch(/ada@|arn:|\{/);
});

it('names the action that AWS refuses, and nobody', () => {
  const words = inWords(refused('dynamodb:Scan'));
  expect(words).toBe('AccessDeniedException: the function may not dynamodb:Scan, deploy again; or a policy beyond the stack forbids it');
});

it('says of all else its name, and no more of its words than come before a colon', () => {
  expect(inWords(named('InternalServerError', 'Try again: ada@example.com'))).toBe('InternalServerError: Try again');
});
