import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

import { type Deliveries, deliverWave } from './deliver.ts';
import { type Desk, whoIs } from './desk.ts';
import type { Known } from './entry.ts';
import { folded } from './fold.ts';
import { contentOf, receiptOf } from './job.ts';
import { isSettled, isSuspect, type Job, type Lane, runWaves } from './lane.ts';
import { factsOf } from './person.ts';
import { plan } from './plan.ts';
import { type Queues, settleLane } from './settle.ts';
import { directoryKeys, isErased, type Sighting } from './sighting.ts';
import type { Step, Work } from './step.ts';

/** What one batch is consumed with. */
export interface World extends Omit<Desk, 'entries' | 'carried' | 'ends'> {
  readonly queues: Queues;
  random(): number;
}

/** One batch, and which of its messages must come back. Lambda deletes every other. */
export async function consume(records: readonly SQSRecord[], world: World): Promise<SQSBatchResponse> {
  const counted = countingCalls(world);
  const jobs = records.map((record) => jobOf(record, world));
  const desk = await opened(jobs, counted);
  const lanes = [...Map.groupBy(desk.jobs, ({ receipt }) => receipt.group).values()];
  const deliveries: Deliveries = desk.ready ? await delivered(lanes, desk) : new Map<string, never>();
  const returned = await Promise.all(lanes.map(async (lane) => settleLane(lane, { ...world, desk, deliveries })));
  const failures = returned.flat();
  counted.report(records.length - failures.length);
  return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** What a webhook costs of what Bunce allows. */
function countingCalls(world: World) {
  let calls = 0;
  const ask: World['ask'] = async (call, message) => {
    const reply = await world.ask(call, message);
    if (reply.kind !== 'held' && reply.kind !== 'taken') calls += 1;
    return reply;
  };
  const report = (settled: number): void => {
    if (settled > 0) world.metrics.record('callsPerWebhook', { value: calls / settled, unit: 'count' });
  };
  return { ...world, ask, report };
}

function jobOf(record: SQSRecord, world: World): Job {
  const receipt = receiptOf(record);
  const content = contentOf(record.body);
  return { receipt, content, steps: content.kind === 'envelope' ? plan({ envelope: content.envelope, receipt }, world) : [] };
}

interface OpenDesk extends Desk {
  readonly jobs: readonly Job[];
  /** False when DynamoDB fails: no ledger, no call. */
  readonly ready: boolean;
}

async function opened(jobs: readonly Job[], world: World): Promise<OpenDesk> {
  const desk = { ...world, carried: new Set<string>(), ends: new Map<string, never>() };
  const steps = jobs.flatMap((job) => job.steps);
  try {
    const entries = await world.ledger.read(steps.map(({ id }) => id));
    const genuine = await Promise.all(jobs.map(async (job) => sealed(job, world)));
    await introduced(steps, world);
    for (const step of steps) if (isSettled(step, entries.get(step.id))) world.metrics.count('ledgerHits');
    return {
      ...desk,
      entries,
      jobs: world.settings.delivery.customerInTrigger ? genuine.map((job) => foldedJob(job, world)) : genuine,
      ready: true,
    };
  } catch (error) {
    world.log.error('no ledger, no call: the batch comes back', { cause: error instanceof Error ? error.name : 'unknown' });
    return { ...desk, entries: new Map(), jobs, ready: false };
  }
}

const FORGED: Work = { kind: 'impossible', detail: 'the signature under which it came is of another event: one of the two is forged' };

/** A job whose seal another envelope has used asks for nothing. */
async function sealed(job: Job, { ledger }: World): Promise<Job> {
  const { content } = job;
  if (content.kind !== 'envelope' || content.envelope.seal === undefined) return job;
  const { seal, id, provider } = content.envelope;
  if (await ledger.seal({ seal: `${provider}/${seal}`, id })) return job;
  return { ...job, steps: job.steps.map((step) => ({ ...step, work: FORGED })) };
}

const foldedJob = (job: Job, world: World): Job => ({ ...job, steps: folded(job.steps, (step) => whoIs(step, world)?.known ?? false) });

/** Learns who is who from the whole batch before anything is sent: a later message may tell what an earlier one needs. */
async function introduced(steps: readonly Step[], { directory, settings: { identity } }: World): Promise<void> {
  const sightings = steps.map(({ customer, envelope: { provider }, at }): Sighting & { readonly at: string } => ({
    customer,
    provider,
    at,
  }));
  await directory.load(new Set(sightings.flatMap(directoryKeys)));
  const news = new Map<string, Known>();
  const look = (key: string): Known | undefined => news.get(key) ?? directory.look(key);
  for (const { at, ...sighting } of sightings) {
    if (isErased(sighting, { identity, at, look })) continue;
    for (const [key, fact] of factsOf(sighting, { at, look })) news.set(key, fact);
  }
  await directory.learn(news);
}

async function delivered(lanes: readonly Lane[], desk: OpenDesk) {
  const deliver = async (wave: readonly Step[]) => deliverWave(wave, desk);
  const openSteps = (lane: Lane): readonly Step[] =>
    untilLater(lane).flatMap(({ steps }) => steps.filter((step) => !isSettled(step, desk.entries.get(step.id))));
  const [suspects, others] = [true, false].map((wanted) => lanes.filter((lane) => isSuspect(lane, desk.entries) === wanted).map(openSteps));
  const first = await runWaves(others ?? [], deliver);
  return new Map([...first, ...(await runWaves(suspects ?? [], deliver))]);
}

/** What stands behind a message that nobody can read yet has to wait. */
function untilLater(lane: Lane): Lane {
  const end = lane.findIndex(({ content }) => content.kind === 'later');
  return end < 0 ? lane : lane.slice(0, end);
}
