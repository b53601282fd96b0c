import * as z from 'zod/mini';

import type { Computed, ParameterType } from '../shared/bunce/binding.ts';
import type { Catalogue } from '../shared/bunce/catalogue.ts';
import type { Config } from '../shared/runtime/config.ts';

export interface Account {
  readonly baseUrl: string;
  readonly key: string;
}

/** A parameter's value in any binding: what matters here is only its type. */
type Bound = string | Computed | { readonly from?: string | Computed; readonly type?: ParameterType; readonly required?: boolean };
type Named = readonly (readonly [string, Bound])[];

interface AnyBinding {
  readonly event: string;
  readonly parameters: Readonly<Record<string, Bound>>;
  readonly attributes?: Readonly<Record<string, Bound>>;
}

/** Defines in a fresh account all events and attributes that the config's bindings name, over Bunce's own API. */
export async function defineAll(account: Account, { events, attributes = {} }: Pick<Config, 'events' | 'attributes'>): Promise<Catalogue> {
  const bindings: readonly AnyBinding[] = Object.values(events);
  const facts = Object.values(attributes).map((name): readonly [string, Bound] => [name, { type: 'text' }]);
  return {
    baseUrl: account.baseUrl,
    events: await inOrder([...byEvent(bindings)], async ([name, parameters]) => defineEvent(account, { name, parameters })),
    attributes: await inOrder(
      [...new Map([...bindings.flatMap((binding) => Object.entries(binding.attributes ?? {})), ...facts])],
      async ([name, bound]) => defineAttribute(account, { name, type: typeOf(bound) }),
    ),
  };
}

/** Several of our events may be bound to one of Bunce's. */
function byEvent(bindings: readonly AnyBinding[]): ReadonlyMap<string, Named> {
  const all = new Map<string, Named>();
  for (const { event, parameters } of bindings) {
    all.set(event, [...new Map([...(all.get(event) ?? []), ...Object.entries(parameters)])]);
  }
  return all;
}

async function defineEvent(account: Account, { name, parameters }: { readonly name: string; readonly parameters: Named }) {
  const declared = parameters.map(([parameter, bound]) => ({
    name: parameter,
    type: typeOf(bound),
    required: typeof bound === 'object' && bound.required === true,
  }));
  return {
    id: await post(account, { path: '/events', body: { name, description: name, parameters: declared } }),
    name,
    parameters: declared,
  };
}

async function defineAttribute(account: Account, { name, type }: { readonly name: string; readonly type: ParameterType }) {
  return { id: await post(account, { path: '/attributes', body: { name, data_type: type } }), name, type };
}

const TYPES: Readonly<Record<string, ParameterType>> = {
  occurredAt: 'timestamp',
  endsAt: 'timestamp',
  amount: 'numeric',
  quantity: 'numeric',
};

/** As the binding says, else as the property is. */
function typeOf(bound: Bound): ParameterType {
  const { from, type } = typeof bound === 'object' ? bound : { from: bound };
  return type ?? (typeof from === 'string' ? TYPES[from] : undefined) ?? 'text';
}

const Created = z.object({ data: z.object({ id: z.string() }) });

async function post({ baseUrl, key }: Account, { path, body }: { readonly path: string; readonly body: object }): Promise<string> {
  const headers = { 'content-type': 'application/json', 'x-authorization': key };
  const response = await fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the Bunce simulator refused ${path}: ${await response.text()}`);
  return Created.parse(await response.json()).data.id;
}

async function inOrder<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
