import { describe, expect, it } from 'vitest';

import { type Sample, samplesOf } from '../../cli/sample.ts';
import config from '../../bunce-sync.config.ts';
import type { Command } from '../../shared/bunce/command.ts';
import { running } from './running.ts';

const { send, events, customers, parked } = running();

const commandsOf = ({ commands }: Sample): readonly Command[] => (Array.isArray(commands) ? (commands as Command[]) : []);
const names = (command: Command): string[] => (command.type === 'track-event' ? [config.events[command.event.name]?.event ?? '?'] : []);
/** An event of a provider that is not the identity provider finds its person by e-mail only. */
const namesItsPerson = (provider: string) => (one: Sample) =>
  commandsOf(one).every(({ customer }) => customer.email !== undefined || (provider === config.identity && customer.id !== undefined));
const samplesSent = (provider: string): readonly Sample[] => samplesOf(provider).filter(namesItsPerson(provider));

describe.each(Object.keys(config.providers))('every sample of %s that names its person', (provider) => {
  it('reaches Bunce as the events it shows, with nothing skipped and nothing parked', async () => {
    const sent = samplesSent(provider);
    const statuses = await Promise.all(sent.map(async (one) => send({ provider, sample: one })));
    const expected = sent.flatMap((one) => commandsOf(one).flatMap(names)).sort();
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    await expect.poll(async () => (await events()).map(({ name }) => name).sort()).toEqual(expected);
    expect((await events()).flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(await parked()).toEqual([]);
  });
});

it('makes the customer that a sign-up tells of', async () => {
  await send({ provider: 'clerk', sample: samplesOf('clerk').find(({ name }) => name === 'user.created') as Sample, id: 'msg_customer' });
  await expect.poll(customers).toHaveLength(1);
  expect(await customers()).toMatchObject([
    { customer_id: expect.stringMatching(/^user_/), attributes: { 'Signed up at': expect.stringMatching(/Z$/) } },
  ]);
});
