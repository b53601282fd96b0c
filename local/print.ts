import * as z from 'zod/mini';

import type { LogLine } from './lambda/environment.ts';

const Structured = z.looseObject({ level: z.string(), message: z.string() });

/** Fields that say nothing on one machine. */
const NOISE = new Set(['level', 'message', 'timestamp', 'service', 'sampling_rate', 'cold_start', 'xray_trace_id']);

/** A function's line for people: structured logs in a row, metrics (lines for CloudWatch alone) left out. */
export function readable({ function: name, line }: LogLine): string | undefined {
  if (!line.startsWith('{')) return `${name}: ${line}`;
  const found = Structured.safeParse(parsed(line)).data;
  if (!found) return line.includes('"_aws"') ? undefined : `${name}: ${line}`;
  const fields = Object.entries(found).filter(([key]) => !NOISE.has(key));
  const words = fields.map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [`${name}: ${found.level} ${found.message}`, ...words].join('  ');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
