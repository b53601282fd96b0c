import { chunked } from '../../runtime/chunked.ts';
import type { ParameterType } from '../binding.ts';
import { type Fields, type NewDevice, type RowEnd, rowsIn, setAttributes } from '../wire.ts';
import { Attribute, dataIn, dataOf } from './answers.ts';
import type { Ask } from './ask.ts';
import { createAttribute, deleteAttribute, listAttributes, updateAttribute } from './calls.ts';
import { type List, listing, type PageQuery } from './pages.ts';
import { asText, type Value } from './value.ts';

export interface NewAttribute {
  readonly name: string;
  readonly data_type: ParameterType;
}

/** Somebody inside another request: by id or by e-mail, and what else is known of them. */
export type Named = ({ readonly customer_id: string } | { readonly email: string }) &
  Fields & { readonly devices?: readonly NewDevice[] | null };

/** One value of one customer, whom one of the three names. */
export type AttributeValue = {
  /** Of the attribute. */
  readonly id: string;
  readonly value: Value;
} & ({ readonly customer_id: string } | { readonly customer_email: string } | { readonly customer: Named });

export interface Attributes {
  list(page?: PageQuery): List<Attribute>;
  create(attribute: NewAttribute): Promise<Attribute>;
  /** As it is afterwards, where Bunce says so. */
  update(id: string, change: Partial<NewAttribute>): Promise<Attribute | undefined>;
  delete(id: string): Promise<void>;
  /**
   * In calls of 50 rows, which Bunce has been seen to take; what became of each, in their order: it says yes even where it saves none.
   * Once one is refused whole no further one is made; to set the same again is no harm.
   */
  set(values: readonly AttributeValue[]): Promise<readonly RowEnd[]>;
}

const AT_ONCE = 50;

export const attributesOf = (ask: Ask): Attributes => ({
  list: (page = {}) => listing(ask, { ...page, what: 'attributes', row: Attribute, callFor: listAttributes }),
  create: async (attribute) => dataOf(Attribute, { body: await ask(createAttribute(attribute)), what: 'attribute' }),
  update: async (id, change) => dataIn(Attribute, await ask(updateAttribute(id, change))),
  delete: async (id) => void (await ask(deleteAttribute(id))),
  set: async (values) => {
    const rows = values.map((row) => ({ ...row, value: asText(row.value) }));
    const ends: RowEnd[] = [];
    for (const some of rows.length > 0 ? chunked(rows, AT_ONCE) : [rows]) ends.push(...rowsIn(await ask(setAttributes(some)), some.length));
    return ends;
  },
});
