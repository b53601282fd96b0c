import type { APIGatewayProxyEventV2, SQSRecord } from 'aws-lambda';

import { Envelope } from '../../shared/queue/envelope.ts';
import type { Answered, Webhook as Received } from '../answering.ts';
import type { LogEntry } from '../bunce/simulator.ts';
import type { LogLine } from '../lambda/environment.ts';
import { followWays, saidIn, type Said, type Turn } from '../way.ts';
import { findable } from './findable.ts';
import { limitedMap } from './limited-map.ts';
import type { Row } from './protocol.ts';

/** All that was seen of one webhook. */
export interface Seen {
  row: Row;
  readonly event: APIGatewayProxyEventV2;
  answer: string;
  /** Undefined until a batch had it: what SQS swallows has none. */
  envelope?: Envelope;
  queuedAt?: number;
  takenAt?: number;
  person?: string;
  readonly said: Said[];
  readonly lines: string[];
  readonly calls: LogEntry[];
}

/** Listens to a run, and keeps what it hears by webhook. */
export interface Recording {
  onWebhook(webhook: Received): void;
  onAnswer(answered: Answered): void;
  onLine(line: LogLine): void;
  onBatch(records: readonly SQSRecord[]): void;
  onCall(entry: LogEntry): void;
  /** Newest first. */
  rows(): readonly Row[];
  one(id: string): Seen | undefined;
  /** The last one of a provider that its signature let in, and how many came. */
  of(provider: string): { readonly lastAt: number | null; readonly count: number };
  watch(tell: (rows: readonly Row[]) => void): () => void;
}

/** Webhooks that stay in memory, and bytes of their bodies. */
const KEPT = { webhooks: 5000, bytes: 64 * 1024 * 1024 } as const;

export function recordWebhooks(now: () => number): Recording {
  const all = limitedMap<Seen>({ most: KEPT.webhooks, bytes: KEPT.bytes, sizeOf: ({ event }) => event.body?.length ?? 0 });
  const byReference = limitedMap<Seen>({ most: KEPT.webhooks });
  const calls = limitedMap<LogEntry>({ most: KEPT.webhooks });
  const counts = new Map<string, { lastAt: number; count: number }>();
  const watching = new Set<(rows: readonly Row[]) => void>();
  const follow = followWays();

  const change = (seen: Seen, change: Partial<Row>): void => {
    seen.row = { ...seen.row, ...change };
    for (const tell of watching) tell([seen.row]);
  };
  const name = (seen: Seen, said: Said): void => {
    const { correlation_id: reference = '' } = said;
    change(seen, { reference, type: said.type ?? '', find: findable(seen, { reference, type: said.type ?? '' }) });
  };
  const take = (seen: Seen, turn: Turn): void => {
    const { outcome, text, said, type } = turn;
    if (outcome === 'seen' && said.message === 'delivered' && seen.row.outcome === 'delivered') return;
    if (said.person !== undefined) seen.person = said.person;
    change(seen, { outcome, text, took: now() - seen.row.at, ...(type !== '' && { type }) });
  };
  const heard = (seen: Seen, { line, said }: { readonly line: string; readonly said: Said }): void => {
    seen.lines.push(line);
    seen.said.push(said);
    const call = said.request === undefined ? undefined : calls.get(said.request);
    if (call) seen.calls.push(call);
  };

  return {
    rows: () => [...all.values()].map(({ row }) => row).reverse(),
    one: (id) => all.get(id),
    of: (provider) => counts.get(provider) ?? { lastAt: null, count: 0 },
    watch(tell) {
      watching.add(tell);
      return () => void watching.delete(tell);
    },
    onWebhook({ id, event }) {
      const at = now();
      const provider = event.rawPath.split('/')[2] ?? '';
      const row: Row = { id, at, provider, type: '', reference: '', outcome: 'working', text: '', status: 0, took: 0, find: provider };
      const seen: Seen = { row, event, answer: '', said: [], lines: [], calls: [] };
      all.set(id, seen);
      change(seen, {});
    },
    onAnswer({ id = '', status, said = '' }) {
      const seen = all.get(id);
      if (!seen) return;
      seen.answer = said;
      const failed = status >= 500 && seen.row.outcome === 'working';
      change(seen, { status, took: now() - seen.row.at, ...(failed && { outcome: 'failed', text: `${status} ${said}` }) });
    },
    onLine(line) {
      const said = saidIn(line);
      if (!said) return;
      const turn = follow(said);
      const received = all.get(line.request ?? '');
      if (received && said.correlation_id !== undefined) {
        name(received, said);
        // What comes of it is told of the one that was not swallowed.
        if (turn?.outcome !== 'seen') byReference.set(said.correlation_id, received);
      }
      if (said.message === 'accepted' && received) {
        const { provider, at } = received.row;
        counts.set(provider, { lastAt: at, count: (counts.get(provider)?.count ?? 0) + 1 });
      }
      const seen = received ?? byReference.get(said.correlation_id ?? '');
      if (!seen) return;
      heard(seen, { line: line.line, said });
      if (turn) take(seen, turn);
    },
    onBatch(records) {
      for (const { body, attributes } of records) {
        const envelope = envelopeIn(body);
        const seen = envelope && byReference.get(envelope.id);
        if (!seen) continue;
        seen.envelope ??= envelope;
        seen.queuedAt ??= Number(attributes.SentTimestamp);
        seen.takenAt ??= now();
        change(seen, { find: findable(seen, seen.row) });
      }
    },
    onCall(entry) {
      if (entry.request !== undefined) calls.set(entry.request, entry);
    },
  };
}

function envelopeIn(text: string): Envelope | undefined {
  try {
    return Envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
