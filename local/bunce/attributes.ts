import * as z from 'zod/mini';
import type { Account } from './account.ts';
import { created, exists, notFound, ok, reading, type Handler } from './answer.ts';
import { text } from './fields.ts';
import { page } from './pages.ts';

const DataType = z.enum(['text', 'timestamp', 'numeric']);

/** Whether a definition of that name stands in the way. */
export function nameTaken(
  { switches }: Account,
  { name, among }: { readonly name: string; readonly among: Iterable<{ readonly name: string }> },
): boolean {
  return switches.duplicateNames === 'refuse' && [...among].some((other) => other.name === name);
}

export const createAttribute = reading(z.object({ name: text, data_type: DataType }), (account, { body }) => {
  if (nameTaken(account, { name: body.name, among: account.attributes.values() })) return exists(account, 'Attribute');
  const attribute = { id: account.ports.newId(), ...body };
  account.attributes.set(attribute.id, attribute);
  return created(account, { data: { ...attribute }, message: 'Attribute created successfully' });
});

export const listAttributes: Handler = (account, call) =>
  page(account, { rows: [...account.attributes.values()], call, view: (attribute) => ({ ...attribute }) });

const Change = z.object({ name: z.nullish(text), data_type: z.nullish(DataType) });

export const editAttribute = reading(Change, (account, { params: [id = ''], body }) => {
  const attribute = account.attributes.get(id);
  if (!attribute) return notFound('Attribute');
  attribute.name = body.name ?? attribute.name;
  attribute.data_type = body.data_type ?? attribute.data_type;
  return ok({ ...attribute }, 'Attribute updated successfully');
});

export const deleteAttribute: Handler = (account, { params: [id = ''] }) =>
  account.attributes.delete(id) ? ok(true, 'Attribute deleted successfully') : notFound('Attribute');
