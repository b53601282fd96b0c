import * as z from 'zod/mini';

import type { Journal } from './journal.ts';
import { keyOfValue } from './keys.ts';
import type { Answer, Exchange } from './proxy.ts';

const Rows = z.object({ attributes: z.array(z.looseObject({ value: z.string() })) });
const Saved = z.looseObject({ data: z.looseObject({ errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) }) });

/** Bunce refuses some rows for good, in an answer that says 200. */
export async function withRowErrors({ asked, forward }: Exchange, journal: Journal): Promise<Answer | undefined> {
  const { attributes } = Rows.parse(JSON.parse(asked.body));
  const keys = attributes.map(({ value }) => keyOfValue(value));
  // What one event sets is refused together.
  const refused = new Set([...new Set(keys)].filter((key) => isBad(key, journal)));
  const bad = keys.map((key) => refused.has(key));
  if (!bad.includes(true)) return undefined;
  journal.inject('row-errors');
  const kept = [...attributes.entries()].filter(([index]) => !bad[index]);
  const answer = await forward(JSON.stringify({ attributes: kept.map(([, row]) => row) }));
  if (answer.status !== 200) return answer;
  const saved = Saved.parse(JSON.parse(answer.body));
  const others = Object.entries(saved.data.errors).map(([index, text]) => [String(kept[Number(index)]?.[0]), text]);
  const errors = bad.flatMap((is, index) => (is ? [[String(index), 'The attribute is not acceptable.']] : []));
  return { ...answer, body: JSON.stringify({ ...saved, data: { ...saved.data, errors: Object.fromEntries([...others, ...errors]) } }) };
}

/** Decided when it is seen first, and for ever: what was taken once is not refused later. */
function isBad(key: string, journal: Journal): boolean {
  const name = `${key} attributes`;
  const isNew = journal.attempt(`row ${key}`) === 1;
  if (isNew && journal.strikes('row-errors', { key, attempt: 1, rate: 0.006 })) journal.permanent.add(name);
  return journal.permanent.has(name);
}
