import * as z from 'zod/mini';

import type { LogLine } from './lambda/environment.ts';

const Structured = z.looseObject({ level: z.string(), message: z.string() });

/** Fields that say nothing on one machine. */
const NOISE = new Set(['level', 'message', 'timestamp', 'function']);

/** A function's line for people: structured logs in a row, metrics (for CloudWatch alone) left out. */
export function readable({ function: name, line }: LogLine): string | undefined {
  if (!line.startsWith('{')) return `${name}: ${line}`;
  const found = Structured.safeParse(parsed(line)).data;
  if (!found) return line.includes('"_aws"') ? undefined : `${name}: ${line}`;
  // Asked for by its variable alone.
  if (found.level === 'DEBUG' && process.env['POWERTOOLS_LOG_LEVEL'] !== 'DEBUG') return undefined;
  const fields = said(found).filter(([key]) => !NOISE.has(key));
  const words = fields.map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [`${name}: ${found.level} ${found.message}`, ...words].join('  ');
}

/** Metrics stand behind the line's own words, from their dimension `service` on. */
function said(line: object): readonly (readonly [string, unknown])[] {
  const all = Object.entries(line);
  return '_aws' in line ? all.slice(0, Object.keys(line).indexOf('service')) : all;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
