import { embeddedMetrics } from './embedded-metrics.ts';
import type { Metrics } from './metrics.ts';

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured lines for CloudWatch. Fields hold ids, types, counts and statuses: never a person's data, a body or a secret. The envelope id travels as `correlation_id` from webhook to Bunce call. */
export interface Log {
  /** Only written where the level asks for it. */
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** All that a function says. */
export interface Voice {
  readonly log: Log;
  readonly metrics: Metrics;
  /** At the end of an invocation: writes the metrics that no line has taken along. */
  flush(): void;
}

/** Fields that could hold a person or a secret if someone logged them by mistake. */
const REDACTED = new Set([
  'email',
  'phone',
  'phone_no',
  'name',
  'firstName',
  'lastName',
  'first_name',
  'last_name',
  'customer',
  'body',
  'secret',
  'secrets',
  'authorization',
  'token',
]);

const guarded = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, REDACTED.has(key) ? '[redacted]' : value]));

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'] as const;
type Level = (typeof LEVELS)[number];

/** The least level that is written; INFO unless POWERTOOLS_LOG_LEVEL names another. */
const least = (): number => {
  const wanted = process.env['POWERTOOLS_LOG_LEVEL']?.toUpperCase();
  return LEVELS.indexOf(LEVELS.find((level) => level === wanted) ?? 'INFO');
};

/** Metrics leave with the lines: each line is paid for, and so is each metric's own. */
export function voice(functionName: string): Voice {
  const metrics = embeddedMetrics(functionName);
  const from = least();
  const writing =
    (level: Level) =>
    (message: string, fields: Fields = {}): void => {
      if (LEVELS.indexOf(level) < from) return;
      const line = { level, message, timestamp: new Date().toISOString(), function: functionName, ...guarded(fields) };
      print(metrics.into(line));
    };
  return {
    metrics,
    log: { debug: writing('DEBUG'), info: writing('INFO'), warn: writing('WARN'), error: writing('ERROR') },
    flush() {
      while (metrics.waiting()) print(metrics.into({}));
    },
  };
}

/** Not by `console`, before whose lines Lambda puts words that are no JSON. */
const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
