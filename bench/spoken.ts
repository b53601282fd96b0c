import { dataIn } from '../local/cloudwatch/embedded-metrics.ts';
import type { LogLine } from '../local/lambda/environment.ts';

/** What the functions wrote for CloudWatch. */
export interface Spoken {
  readonly bytes: number;
  /** Namespace, name and dimensions: each is billed. */
  readonly series: ReadonlySet<string>;
}

export function spokenIn(lines: readonly LogLine[]): Spoken {
  return {
    bytes: lines.reduce((total, { line }) => total + Buffer.byteLength(line) + 1, 0),
    series: new Set(lines.flatMap(({ line }) => seriesIn(line))),
  };
}

function seriesIn(line: string): readonly string[] {
  return dataIn(line).map(({ namespace, name, dimensions }) => {
    const values = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
    return [namespace, name, ...values.toSorted()].join(' ');
  });
}
