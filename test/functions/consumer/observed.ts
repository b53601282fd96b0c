import type { Log } from '../../../shared/runtime/log.ts';
import type { Metrics } from '../../../shared/runtime/metrics.ts';

/** What is logged and counted: by name, and by name with its dimensions behind it. */
export function observed() {
  const counts: Record<string, number> = {};
  const lines: string[] = [];
  const write: Log['info'] = (message, fields = {}) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const count: Metrics['count'] = (name, dimensions = {}) => {
    const labels = new Set([name, [name, ...Object.values(dimensions)].join(' ')]);
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  };
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const metrics: Metrics = { count, record: (name) => count(name) };
  return { counts, lines, log, metrics };
}
