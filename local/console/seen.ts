import type { APIGatewayProxyEventV2 } from 'aws-lambda';

import type { Envelope } from '../../shared/queue/envelope.ts';
import type { LogEntry } from '../bunce/simulator.ts';
import type { Said, Turn } from '../way.ts';
import type { Row } from './webhook.ts';

/** All that was seen of one webhook. */
export interface Seen {
  row: Row;
  readonly event: APIGatewayProxyEventV2;
  answer: string;
  /** Undefined until a batch had it: what SQS swallows has none. */
  taken?: Taken;
  person?: string;
  readonly said: Said[];
  readonly lines: string[];
  readonly calls: LogEntry[];
}

/** By a batch of the consumer. */
export interface Taken {
  readonly envelope: Envelope;
  readonly queuedAt: number;
  readonly takenAt: number;
}

/** A line about a webhook, and the end that it tells of, if it does. */
export interface Heard {
  readonly line: string;
  readonly said: Said;
  readonly turn: Turn | undefined;
}
