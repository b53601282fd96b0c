import { describe, expect, it } from 'vitest';

import { homeOf, type Sample, samplesOf } from '../../local/samples.ts';
import config from '../../bunce-sync.config.ts';
import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { bindingsOf } from '../../shared/bunce/binding-choice.ts';
import { withAccount } from '../../shared/bunce/account/account.ts';
import type { Command, Customer } from '../../shared/bunce/command.ts';
import { readCatalogue } from '../../shared/bunce/account/read.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import { running } from './running.ts';

const world = running();
const { send, events, customers, parked, settled } = world;

interface Webhook {
  readonly provider: string;
  readonly sample: Sample;
  readonly commands: readonly Command[];
}

/** The config takes Stripe's payments from Checkout and invoices. */
const isLeftOut = (provider: string, { name }: Sample): boolean => provider === 'stripe' && name.startsWith('payment_intent.');

/** Of the events that are told on demand the config binds none; a trial that ends is a subscription that changes then. */
function toldOf(command: Command): readonly Command[] {
  if (command.type !== 'track-event' || bindingsOf(config.events, command.event.name).length > 0) return [command];
  const { event } = command;
  return event.name === 'trial_ending' ? [{ ...command, event: { ...event, name: 'subscription_changed' } }] : [];
}

const commandsOf = ({ commands }: Sample): readonly Command[] => (Array.isArray(commands) ? (commands as Command[]).flatMap(toldOf) : []);
const all: readonly Webhook[] = Object.keys(config.providers).flatMap((provider) =>
  samplesOf(homeOf(provider)).map((sample) => ({ provider, sample, commands: isLeftOut(provider, sample) ? [] : commandsOf(sample) })),
);

const idsOf = ({ provider }: Webhook, { id, aliases = [] }: Customer): readonly string[] =>
  [id ?? [], aliases].flat().map((each) => `${provider} ${each}`);
const isNamed = ({ provider }: Webhook, { id, email }: Customer): boolean =>
  email !== undefined || (provider === config.identity && id !== undefined);

const deletes = ({ commands }: Webhook): boolean =>
  commands.some((command) => command.type === 'track-event' && command.event.name === 'account_deleted');

const leads = (webhook: Webhook, person: Customer, known: ReadonlySet<string>): boolean =>
  isNamed(webhook, person) || idsOf(webhook, person).some((id) => known.has(id));
/** Ids whose person some sample of the same provider tells, or one that another id of theirs leads to. */
function introducedBy(webhooks: readonly Webhook[], known: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const people = webhooks.flatMap((webhook) => webhook.commands.map(({ customer }) => ({ webhook, customer })));
  const next = new Set(people.flatMap(({ webhook, customer }) => (leads(webhook, customer, known) ? idsOf(webhook, customer) : [])));
  return next.size === known.size ? next : introducedBy(webhooks, next);
}
const introduced = introducedBy(all.filter((webhook) => !deletes(webhook)));

const names = (webhook: Webhook): boolean => webhook.commands.every(({ customer }) => isNamed(webhook, customer));
const follows = (webhook: Webhook): boolean => webhook.commands.every(({ customer }) => leads(webhook, customer, introduced));

/** Who introduce themselves first, who carry only an id then, who leave last; and whom nobody ever names: offline payments, phone sign-ups, cards. */
const first = all.filter((webhook) => names(webhook) && !deletes(webhook));
const then = all.filter((webhook) => !names(webhook) && follows(webhook) && !deletes(webhook));
const last = all.filter((webhook) => deletes(webhook) && follows(webhook));
const strangers = all.filter((webhook) => !follows(webhook));

const eventsOf = ({ commands }: Webhook): readonly string[] =>
  commands.flatMap((command) =>
    command.type === 'track-event' ? [bindingsOf(config.events, command.event.name)[0]?.[1].event ?? '?'] : [],
  );
const DELETED = bindingsOf(config.events, 'account_deleted')[0]?.[1].event;

/** What is answered 503 is sent again, as providers do. */
async function sendAll(webhooks: readonly Webhook[], tries = 5): Promise<void> {
  const sent = webhooks.map(async (webhook) => {
    const { provider, sample } = webhook;
    const status = await send({ provider, sample, id: `msg_${provider}_${sample.name}` });
    return { webhook, title: `${status} ${provider} ${sample.name}`, again: status === 503 && tries > 1, ok: status === 200 };
  });
  const answers = await Promise.all(sent);
  expect(answers.filter(({ ok, again }) => !ok && !again).map(({ title }) => title)).toEqual([]);
  const again = answers.filter((answer) => answer.again).map(({ webhook }) => webhook);
  await (again.length > 0 ? sendAll(again, tries - 1) : settled());
}

async function allParked(): Promise<readonly Parked[]> {
  const some = await parked();
  return some.length === 0 ? [] : [...some, ...(await allParked())];
}

const FORMS = {
  text: (value: unknown) => typeof value === 'string',
  numeric: (value: unknown) => typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(JSON.stringify(value)),
  timestamp: (value: unknown) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value)),
};

/** What was sent and is not declared by GET /v1/events, or not of the declared type, or required and not there. */
async function misfits(): Promise<readonly string[]> {
  const account = { baseUrl: world.run.bunce.url, key: LOCAL_KEYS.test };
  const defined = new Map((await withAccount(account, readCatalogue)).events.map(({ name, parameters }) => [name, parameters]));
  return (await events()).flatMap(({ name, payload: { customer: _customer, email: _email, ...sent } }) => {
    const declared = new Map((defined.get(name) ?? []).map((parameter) => [parameter.name, parameter]));
    const odd = Object.entries(sent).filter(([key, value]) => !FORMS[declared.get(key)?.type ?? 'text'](value) || !declared.has(key));
    const missing = [...declared.values()].filter(({ name: key, required }) => required && !(key in sent));
    return [...odd.map(([key]) => `${name}: ${key}`), ...missing.map(({ name: key }) => `${name} lacks ${key}`)];
  });
}

it('makes the customer that a sign-up tells of', async () => {
  await send({
    provider: 'clerk',
    sample: samplesOf(homeOf('clerk')).find(({ name }) => name === 'user.created') as Sample,
    id: 'msg_customer',
  });
  await settled();
  expect(await customers()).toMatchObject([
    { customer_id: expect.stringMatching(/^user_/), attributes: { 'Signed up at': expect.stringMatching(/Z$/) } },
  ]);
});

describe('every sample of every provider, into an account that was empty', () => {
  it('reaches Bunce as the events it shows, of the declared types, with nothing skipped, and nothing parked that can be read', async () => {
    await sendAll(first);
    await sendAll(then);
    // One sample is a batch with an entry that nobody can read.
    expect((await allParked()).map(({ id, reason }) => [id, reason])).toEqual([
      [expect.stringMatching(/^auth0\/logs:.+#unreadable$/), 'unreadable'],
    ]);
    expect(world.run.logs.filter(({ line }) => line.includes('Bunce may have taken it'))).toEqual([]);
    expect((await events()).map(({ name }) => name).sort()).toEqual([...first, ...then].flatMap(eventsOf).sort());
    await sendAll(last);
    // Who is deleted twice is gone the second time.
    const deleted = (await events()).filter(({ name }) => name === DELETED).length;
    expect(deleted).toBeGreaterThan(last.length / 2);
    expect(deleted).toBeLessThanOrEqual(last.length);
    expect(await allParked()).toEqual([]);
    expect((await events()).flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(await misfits()).toEqual([]);
  }, 180_000);

  it('waits for the person whom no sample names, and is then parked as unknown-customer', async () => {
    await sendAll(strangers);
    const ends = await allParked();
    expect(ends.filter(({ reason }) => reason !== 'unknown-customer')).toEqual([]);
    expect(ends.map(({ provider }) => provider).sort()).toEqual(strangers.map(({ provider }) => provider).sort());
    const waits = world.run.logs.filter(({ line }) => line.includes('waits for the event that tells whom'));
    expect(waits.length).toBeGreaterThanOrEqual(strangers.length);
  }, 180_000);
});
