import type { Account } from './account.ts';
import type { EventDefinition } from '../api/answers.ts';
import type { ParameterType } from '../binding.ts';
import type { Catalogue } from '../catalogue.ts';

/** All events and attributes, by name and then by id: the same account gives the same catalogue. */
export async function readCatalogue(account: Account): Promise<Catalogue> {
  const events = await account.events.list().all();
  const attributes = await account.attributes.list().all();
  return {
    baseUrl: account.baseUrl,
    events: sorted(events.map(({ id, name, parameters }) => ({ id, name, parameters: sorted((parameters ?? []).map(parameterOf)) }))),
    attributes: sorted(attributes.map(({ id, name, data_type: type }) => ({ id, name, type: typeNamed(type) }))),
  };
}

type Parameter = NonNullable<EventDefinition['parameters']>[number];

const parameterOf = ({ name, type, required }: Parameter) => ({ name, type: typeNamed(type), required: required ?? false });

/** Bunce's pages capitalise types at times, and `date` has been seen coming back. What it calls otherwise is sent as text. */
function typeNamed(written: string): ParameterType {
  const type = written.toLowerCase();
  if (type === 'numeric' || type === 'number') return 'numeric';
  return type === 'timestamp' || type === 'date' ? 'timestamp' : 'text';
}

/** By code points, so that no machine's language reorders a committed file. */
const sorted = <Row extends { readonly name: string; readonly id?: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => order(a.name, b.name) || order(a.id ?? '', b.id ?? ''));

const order = (a: string, b: string): number => Number(a > b) - Number(a < b);
