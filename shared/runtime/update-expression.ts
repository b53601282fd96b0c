import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { attributeOf, type Value } from './marshal.ts';

/** What one update does to one item. An attribute that stands nowhere is made. */
export interface Change {
  readonly pk: string;
  readonly set?: Readonly<Record<string, Value>>;
  /** Set only where nothing stands. */
  readonly first?: Readonly<Record<string, Value>>;
  readonly remove?: readonly string[];
  /** Any of these must hold. */
  readonly when?: readonly When[];
}

export type When =
  | { readonly absent: string }
  | { readonly attribute: string; readonly is: Value }
  | { readonly attribute: string; readonly below: number };

/** A change in DynamoDB's language; names and values are numbered, for any name may be a reserved word. */
export function expressionsOf({ set = {}, first = {}, remove = [], when = [] }: Change) {
  const names = new Map<string, string>();
  const values: Record<string, AttributeValue> = {};
  const name = (attribute: string): string => {
    const placeholder = names.get(attribute) ?? `#n${names.size}`;
    names.set(attribute, placeholder);
    return placeholder;
  };
  const value = (content: Value): string => {
    const placeholder = `:v${Object.keys(values).length}`;
    values[placeholder] = attributeOf(content);
    return placeholder;
  };
  const sets = [
    ...Object.entries(set).map(([key, content]) => `${name(key)} = ${value(content)}`),
    ...Object.entries(first).map(([key, content]) => `${name(key)} = if_not_exists(${name(key)}, ${value(content)})`),
  ];
  const conditions = when.map((each) => {
    if ('absent' in each) return `attribute_not_exists(${name(each.absent)})`;
    return 'is' in each ? `${name(each.attribute)} = ${value(each.is)}` : `${name(each.attribute)} < ${value(each.below)}`;
  });
  const parts = [sets.length > 0 ? `SET ${sets.join(', ')}` : '', remove.length > 0 ? `REMOVE ${remove.map(name).join(', ')}` : ''];
  return {
    UpdateExpression: parts.filter(Boolean).join(' '),
    ...(conditions.length > 0 && { ConditionExpression: conditions.join(' OR ') }),
    ExpressionAttributeNames: Object.fromEntries([...names].map(([attribute, placeholder]) => [placeholder, attribute])),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
