import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

import { fieldsOf } from '../../shared/bunce/own-events.ts';
import { isSuspect, type Message, type Strand } from './batch/message.ts';
import { plan } from './batch/plan.ts';
import { reportMessages } from './batch/report.ts';
import { returnMessages } from './batch/return.ts';
import { concludeMessages } from './batch/settle.ts';
import type { Endings, Queues } from './batch/settling.ts';
import { strandsOf } from './batch/strands.ts';
import { runWaves } from './batch/waves.ts';
import type { Context } from './context.ts';
import { accountPeopleOf, claimOf, type PersonRef, refOf } from './people/person-ref.ts';
import { contentOf, receiptOf } from './receipt.ts';
import { keysOf } from './state/find-person.ts';
import type { Step, Work } from './step.ts';

/** What one batch is consumed with. */
export interface Ports extends Context {
  readonly queues: Queues;
  random(): number;
}

/** One batch, and which of its messages must come back. Lambda deletes every other. */
export async function consume(records: readonly SQSRecord[], given: Ports): Promise<SQSBatchResponse> {
  const { calls, ...ports } = countingCalls(given);
  const messages = records.map((record) => messageOf(record, ports));
  const endings: Endings = new Map();
  const runs = await deliverMessages(messages, { ports, endings });
  const unkept = new Set(runs.flatMap((run) => [...run.unkept]));
  const returned = await returnMessages(messages, { context: ports, ...ports, endings, unkept });
  reportMessages(messages, { context: ports, returned, runs, calls });
  return { batchItemFailures: returned.map(({ receipt }) => ({ itemIdentifier: receipt.messageId })) };
}

/** Calls by the envelope id in whose name they are asked. */
function countingCalls(ports: Ports) {
  const calls = new Map<string, number>();
  const caller: Ports['caller'] = {
    ...ports.caller,
    async ask(call, message) {
      const reply = await ports.caller.ask(call, message);
      if (reply.kind !== 'held' && reply.kind !== 'taken') calls.set(message, (calls.get(message) ?? 0) + 1);
      return reply;
    },
  };
  return { ...ports, caller, calls };
}

function messageOf(record: SQSRecord, ports: Ports): Message {
  const receipt = receiptOf(record);
  const { ownEvents = {} } = ports.settings;
  const content = contentOf(record.body, (event) => fieldsOf(event, ownEvents) !== undefined);
  return { receipt, content, steps: content.kind === 'envelope' ? plan({ envelope: content.envelope, receipt }, ports) : [] };
}

interface Delivering {
  readonly ports: Ports;
  readonly endings: Endings;
}

/** An open circuit is waited out before anybody is leased; without DynamoDB nobody is. */
async function deliverMessages(messages: readonly Message[], { ports, endings }: Delivering) {
  if (!(await ports.caller.waitForCircuit())) return [];
  try {
    const genuine = await Promise.all(messages.map(async (message) => sealed(message, ports)));
    const strands = await strandsIn(genuine, ports);
    const { suspects = [], others = [] } = Object.groupBy(strands, (strand) => (isSuspect(strand) ? 'suspects' : 'others'));
    const conclude: Parameters<typeof runWaves>[1]['conclude'] = async (runs) =>
      concludeMessages(runs, { context: ports, ...ports, endings });
    const first = await runWaves(others, { context: ports, conclude });
    return [...first, ...(await runWaves(suspects, { context: ports, conclude }))];
  } catch (error) {
    ports.log.error('no ledger, no call: the batch comes back', { cause: error instanceof Error ? error.name : 'unknown' });
    endings.clear();
    return [];
  }
}

const FORGED: Work = { kind: 'impossible', detail: 'the signature under which it came is of another event: one of the two is forged' };

/** A message whose seal another envelope has used asks for nothing. */
async function sealed(message: Message, { ledger }: Ports): Promise<Message> {
  const { content, steps } = message;
  if (content.kind !== 'envelope' || content.envelope.seal === undefined) return message;
  const { seal, id, provider } = content.envelope;
  if (await ledger.seal({ seal: `${provider}/${seal}`, id })) return message;
  return { ...message, steps: steps.map((step) => ({ ...step, work: FORGED })) };
}

const accountsIn = (ref: PersonRef): readonly string[] => [...accountPeopleOf(ref), claimOf(ref)?.person ?? []].flat();

/** Reads what may tell who is who, for the whole batch at once. */
async function strandsIn(messages: readonly Message[], { people, settings }: Ports): Promise<readonly Strand[]> {
  const refs = new Map(messages.map((message) => [message, message.steps.map((step: Step) => refOf(step, settings))]));
  const all = [...refs.values()].flat();
  await people.load(new Set(all.flatMap(keysOf)), new Set(all.flatMap(accountsIn)));
  return strandsOf(messages, (message) =>
    (refs.get(message) ?? []).flatMap((ref) => {
      const keys = keysOf(ref);
      return [...keys, ...accountsIn(ref), ...keys.flatMap((key) => people.look(key).owner ?? [])];
    }),
  );
}
