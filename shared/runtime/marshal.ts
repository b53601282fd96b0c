import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Value = string | number | boolean;

/** A flat record; `expiresAt` (unix seconds) lets DynamoDB remove it. */
export type Item = Readonly<Record<string, Value>> & { readonly pk: string };

/** An item as DynamoDB has it. */
export const marshalled = (item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([key, value]) => [key, attributeOf(value)]));

export function attributeOf(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: String(value) } : { BOOL: value };
}

/** What is neither text nor number is read as a boolean. */
export function unmarshalled({ pk, ...rest }: Record<string, AttributeValue>): Item {
  const values = Object.entries(rest).map(([key, { S, N, BOOL }]) => [key, S ?? (N === undefined ? (BOOL ?? false) : Number(N))] as const);
  return { ...Object.fromEntries(values), pk: pk?.S ?? '' };
}
