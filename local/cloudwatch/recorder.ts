import type { Answered } from '../answering.ts';
import type { Invoked, LogLine } from '../lambda/environment.ts';
import { type AccessLog, accessLogIn } from './access-log.ts';
import { dataIn } from './embedded-metrics.ts';
import { type Datum, type MetricStore, metricStore } from './metric-store.ts';
import type { World } from '../stores.ts';

/** What CloudWatch would have of a local run: from the functions' lines, from what the gateway and Lambda did, from what is put. */
export interface Recorder {
  readonly store: MetricStore;
  readonly now: () => number;
  put(datum: Datum): void;
  line(line: LogLine): void;
  answered(answered: Answered): void;
  invoked(invoked: Invoked): void;
  /** What access log and metric filters are like, once the template is read. */
  read(world: World): void;
  /** The last lines of functions and gateway, oldest first. */
  readonly lines: readonly LogLine[];
}

/** Lines that stay in memory. */
const KEPT = 50_000;

/** `now`: milliseconds; may be ahead of the machine's clock. */
export function recorder(now: () => number): Recorder {
  const store = metricStore();
  const lines: LogLine[] = [];
  let log: AccessLog | undefined;
  const put = (datum: Datum): void => store.put(datum, now());
  const keep = (line: LogLine): void => {
    if (lines.push(line) > KEPT) lines.shift();
  };
  return {
    store,
    now,
    lines,
    put,
    line(line) {
      keep(line);
      for (const datum of dataIn(line.line)) put(datum);
    },
    answered(answered) {
      if (!log) return;
      const { line, data } = log(answered);
      keep({ function: 'gateway', line });
      for (const datum of data) put(datum);
    },
    invoked({ function: name, began, ended, result }) {
      for (const [metric, value] of Object.entries(measuresOf(result, ended - began)))
        put({ namespace: 'AWS/Lambda', name: metric, dimensions: { FunctionName: name }, value });
    },
    read: (world) => void (log = accessLogIn(world)),
  };
}

/** What Lambda does not start it does not count as an invocation. */
function measuresOf(result: Invoked['result'], milliseconds: number): Readonly<Record<string, number>> {
  if (!result.ok && result.reason === 'throttled') return { Throttles: 1 };
  return { Invocations: 1, Errors: result.ok ? 0 : 1, Throttles: 0, Duration: milliseconds };
}
