import { expect, it } from 'vitest';

import { reconcileDesk } from './reconcile-desk.ts';

const { api, target, reconcile } = reconcileDesk();

it.each([
  ['more than the ledger keeps', 2, ['--since', '30d'], /29d at most: the ledger forgets after 30 days/],
  ['a time to come', 2, ['--since', '2999-01-01'], /expected a time that has been/],
  ['what is no time', 2, ['--since', 'ever'], /a time such as/],
  ['two wishes at once', 2, ['--since', '1d', '--apply', '--dry-run'], /either --apply or --dry-run/],
  ['to send a key off this machine in the open', 2, ['--since', '1d', '--api', 'http://stripe.example'], /begin with https/],
  ['a provider without a history', 1, ['--since', '1d', '--provider', 'bond'], /bond has no history .* README says why/],
  ['an unknown provider', 2, ['--since', '1d', '--provider', 'strip'], /no provider is called "strip"/],
])('refuses %s', async (...[, code, words, says]) => {
  expect(await reconcile(...words)).toMatchObject({ code, stderr: expect.stringMatching(says) as string });
});

it('names the credential that is missing, and how it is set', async () => {
  const { code, stderr } = await reconcile('--since', '1d', '--provider', 'flutterwave', '--api', api().url);
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/secret of flutterwave lacks secretKey.*secrets set flutterwave/) as string,
  });
});

it('tells of an API that refuses the key without its words', async () => {
  api().failing = [403];
  const { code, stderr } = await reconcile('--since', '1d', '--api', api().url);
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/stripe's API answered 403: may the key/) as string });
  expect(stderr).not.toContain('ada@example.com');
});

it('tells of an address that is not that of the API', async () => {
  const { code, stderr } = await reconcile('--since', '1d', '--api', `${api().url}/elsewhere`);
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/error: stripe answered, but not as its API does/) as string,
  });
  expect(stderr).not.toMatch(/ {4}at /);
});

it('says in its help that it only prints', async () => {
  expect((await target().run('reconcile', '--help')).stdout).toMatch(/--dry-run +only say what is missing/);
});
