import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';

import { providerNamed } from '../../cli/provider.ts';
import { homeOf, type Sample, sampleOf } from '../../local/samples.ts';
import { CREDENTIALS, REGION } from '../../local/lambda/environment.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import type { Project } from '../../shared/config/project.ts';
import { project as ours } from '../project.ts';
import { CLOCKS } from './clocks.ts';
import { Parked, unpacked } from '../../shared/queue/parked.ts';

export interface AcceptedEvent {
  readonly name: string;
  readonly email: string | null;
  readonly customer_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly skipped: readonly string[];
}

export interface SimulatedCustomer {
  readonly customer_id: string;
  readonly email: string;
  readonly first_name: string;
  readonly phone_no: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly devices: readonly { readonly token: string }[];
}

export interface Running {
  readonly run: LocalRun;
  /** Signs as the provider does, with the local secret, and posts. */
  send(webhook: Sending): Promise<number>;
  events(): Promise<readonly AcceptedEvent[]>;
  customers(): Promise<readonly SimulatedCustomer[]>;
  fault(fault: object): Promise<void>;
  /** Until the queue is empty. */
  settled(): Promise<void>;
  /** Everything in the dead-letter queue; each call takes what it shows. */
  parked(): Promise<readonly Parked[]>;
}

interface Sending {
  readonly provider: string;
  readonly sample?: Sample;
  readonly body?: string | Buffer;
  readonly secret?: string;
  readonly now?: Date;
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Another project than the repository's, which is synthesized anew. */
interface Other {
  readonly project: Project;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole stack for the tests of one file; data and faults are wiped after each. */
export function running(other?: Other): Running {
  const { project } = other ?? { project: ours };
  let run: LocalRun;
  beforeAll(async () => {
    const environment = { DELIVERY: JSON.stringify(CLOCKS), ...other?.environment };
    run = await startLocalRun({ project, environment, ...(!other && { assembly: inject('assembly') }) });
  }, 120_000);
  afterAll(async () => run.stop());
  const control = async (path: string, body?: object): Promise<unknown> =>
    (await fetch(`${run.bunce.control}/${path}`, body && { method: 'POST', body: JSON.stringify(body) })).json();
  afterEach(async () => {
    await fetch(`${run.bunce.control}/faults`, { method: 'DELETE' });
    await expect.poll(async () => left(run)).toBe(0);
    await control('reset', {});
  });
  return {
    get run() {
      return run;
    },
    send: async (webhook) => posted({ run, project }, webhook),
    events: async () => (await control('events')) as readonly AcceptedEvent[],
    customers: async () => (await control('customers')) as readonly SimulatedCustomer[],
    settled: async () => {
      await expect.poll(async () => left(run), { timeout: 120_000 }).toBe(0);
    },
    fault: async (fault) => void (await control('faults', fault)),
    parked: async () => taken(run),
  };
}

async function posted(
  { run, project }: { readonly run: LocalRun; readonly project: Project },
  { provider: name, sample, body, secret, now = new Date(), id, headers = {} }: Sending,
): Promise<number> {
  const provider = providerNamed(name, project);
  const bytes = body === undefined ? (sample?.body ?? Buffer.alloc(0)) : Buffer.from(body);
  const signing = {
    body: bytes,
    secret: secret ?? provider.signature.secretFrom(`local-${name}-secret`),
    now,
    id: id ?? `msg_${sample?.name ?? 'test'}`,
  };
  const url = `${run.gateway}/webhooks/${name}`;
  const proof = provider.signature.sign({ ...signing, settings: { url, ...project.config.providers[name] } });
  const response = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/json', ...sample?.headers, ...proof, ...headers },
  });
  return response.status;
}

const sqs = (run: LocalRun): SQSClient =>
  new SQSClient({ region: REGION, credentials: CREDENTIALS, endpoint: run.environment['AWS_ENDPOINT_URL_SQS'] ?? '' });

/** Messages that are not settled yet. */
async function left(run: LocalRun): Promise<number> {
  const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const asked = new GetQueueAttributesCommand({ QueueUrl: run.queues['Queue']?.url, AttributeNames: [...counts] });
  const { Attributes = {} } = await sqs(run).send(asked);
  return counts.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

async function taken(run: LocalRun): Promise<readonly Parked[]> {
  const { Messages = [] } = await sqs(run).send(
    new ReceiveMessageCommand({ QueueUrl: run.queues['Parked']?.url, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 }),
  );
  return Messages.map(({ Body = '' }) => Parked.parse(unpacked(JSON.parse(Body))));
}

/** A paystack charge of our own; its reference tells it apart at Bunce. */
export function charge(reference: string, fields: object = {}): string {
  const customer = {
    customer_code: `CUS_${reference}`,
    email: `${reference}@example.com`,
    first_name: 'Ada',
    last_name: 'Eze',
    phone: '08031234567',
  };
  const data = {
    reference,
    amount: 5000,
    currency: 'NGN',
    status: 'success',
    domain: 'live',
    customer,
    plan: {},
    paid_at: '2026-03-14T09:00:00.000Z',
  };
  return JSON.stringify({ event: 'charge.success', data: { ...data, ...fields } });
}

export const sample = (provider: string, name: string): Sample => sampleOf(homeOf(provider), name);
