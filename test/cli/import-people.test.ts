import { expect, it, vi } from 'vitest';

import { providerSource } from '../../cli/import/provider-source.ts';
import { accountPerson, idKey } from '../../functions/consumer/people/person-ref.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { stageOf } from '../../shared/config/config.ts';
import { project } from '../project.ts';
import { importScene } from './import-scene.ts';

const scene = importScene();

const ROW = 'Ada,Obi,+2348031234567,2026-03-14T09:26:53Z';
const HEAD = 'id,email,first_name,last_name,phone,updated_at';

it('names a customer by the team’s own id where the config says it stands in the metadata', async () => {
  const { stripe } = providers;
  if (!stripe?.people) throw new Error('stripe lists nobody');
  const { providers: enabled, ...rest } = stageOf(project.config, 'default');
  const settings = { ...rest, providers: { ...enabled, stripe: { customerId: 'metadata.user_id' } } };
  const records = [
    { id: 'cus_1', metadata: { user_id: 'u1' } },
    { id: 'cus_2', metadata: {} },
  ];
  const people = {
    ...stripe.people,
    list: async function* () {
      yield { records, next: undefined };
    },
  };
  const source = providerSource({ name: 'stripe', provider: stripe, people, settings, baseUrl: 'http://localhost', credentials: {} });
  for await (const { entries } of source.pages())
    expect(entries).toMatchObject([
      { number: 1, customer: { id: 'u1', own: true, aliases: ['cus_1'] } },
      { number: 2, customer: { id: 'cus_2' } },
    ]);
});

it('keeps two accounts with one e-mail two, and writes nothing of one to the other', async () => {
  const report = await scene.import(`${HEAD}\ntwin-1,twin@example.com,${ROW}\ntwin-2,twin@example.com,${ROW.replace('Ada', 'Bisi')}\n`);
  expect(report).toMatchObject({ seen: 2 });
  const [one, two] = await Promise.all(['twin-1', 'twin-2'].map(async (id) => scene.people().peek(accountPerson('clerk', id))));
  expect([one?.bunceId, two?.bunceId].filter((id) => id === 'twin-1')).toHaveLength(1);
  expect(two?.bunceId).not.toBe('twin-1');
  expect(await scene.customer('twin-1')).toMatchObject({ first_name: 'Ada' });
});

it('puts what another provider says of an account at that account, whichever list came first', async () => {
  await scene.import(`${HEAD}\ncus_9,late@example.com,${ROW}\n`, { provider: 'stripe' });
  expect(await scene.import(`${HEAD}\nlate,late@example.com,${ROW.replace('Ada', 'Account')}\n`)).toMatchObject({ completed: 1 });
  const { owner = '' } = await scene.people().lookAgain(idKey('stripe', 'cus_9'));
  expect(await scene.people().peek(owner)).toMatchObject({ account: 'late', bunceId: 'stripe:cus_9' });
  expect(await scene.customer('stripe:cus_9')).toMatchObject({ first_name: 'Account' });
});

it('waits for whom the consumer is at, and holds nobody afterwards', async () => {
  const person = accountPerson('clerk', 'held');
  const lease = await scene.people().lease(person, { account: 'held' });
  if (lease === 'taken') throw new Error('taken');
  const importing = scene.import(`${HEAD}\nheld,held@example.com,${ROW}\nfree,free@example.com,${ROW}\n`);
  await vi.waitUntil(async () => (await scene.customer('free')) !== undefined, { timeout: 30_000 });
  expect(await scene.customer('held')).toBeUndefined();
  await lease.release();
  expect(await importing).toMatchObject({ created: 2 });
  for (const id of ['held', 'free']) expect(await scene.people().lease(accountPerson('clerk', id))).not.toBe('taken');
});
