import * as z from 'zod/mini';
import type { Account } from './account.ts';
import { invalid, ok, reading } from './answer.ts';
import { isNumeric, isTimestamp, NamedCustomer, optionalText } from './fields.ts';
import { find, upsert } from './register.ts';

const Row = z.object({
  id: z.guid(),
  value: z
    .unknown()
    .check(z.refine((value) => value !== undefined && value !== null && value !== '', 'value is required and must be present')),
  customer_id: optionalText,
  customer_email: z.nullish(z.email()),
  customer: z.nullish(NamedCustomer),
});
type Row = z.infer<typeof Row>;

const BAD_TIMESTAMP =
  'Provided value is not a valid format for timestamp attribute. ISO 8601 format is required. Example: 2022-01-01T12:00:00+00:00';

/** A row's fault, and whether it refuses the whole request. */
interface RowFault {
  readonly text: string;
  readonly whole?: boolean;
}

function valueFault(account: Account, { id, value }: Row): RowFault | undefined {
  if (typeof value !== 'string') return { text: 'Provided value is not a string.', whole: account.switches.nonTextValue === 'request' };
  const type = account.attributes.get(id)?.data_type;
  if (type === 'timestamp' && !isTimestamp(value)) return { text: BAD_TIMESTAMP };
  return type === 'numeric' && !isNumeric(value) ? { text: 'Provided value is not a valid format for numeric attribute.' } : undefined;
}

const identityOf = ({ customer_id, customer_email }: Row) => ({ customer_id, email: customer_email });

function rowFault(account: Account, row: Row): RowFault | undefined {
  if (!row.customer_id && !row.customer_email && !row.customer)
    return { text: 'customer_id is required and must be present', whole: account.switches.unnamedRow === 'request' };
  const whole = account.switches.unknownInRow === 'request';
  if (!account.attributes.has(row.id)) return { text: 'Attribute not found.', whole };
  if (!row.customer && !find(account, identityOf(row))) return { text: 'Customer not found.', whole };
  return valueFault(account, row);
}

function save(account: Account, row: Row) {
  const customer = row.customer ? upsert(account, row.customer) : find(account, identityOf(row));
  customer?.attributes.set(row.id, String(row.value));
  return { id: row.id, customer_id: customer?.customer_id, value: row.value };
}

/** Good rows are saved and bad ones listed, both under status 200. */
export const setValues = reading(z.object({ attributes: z.array(Row).check(z.minLength(1)) }), (account, { body, rowErrors }) => {
  const { maximumRows, emptyErrors } = account.switches;
  if (body.attributes.length > maximumRows)
    return invalid(account, [{ field: 'attributes', text: `attributes may not have more than ${maximumRows} rows` }]);
  const faults = body.attributes.map((row, index): RowFault | undefined => {
    const text = rowErrors[index];
    return text === undefined ? rowFault(account, row) : { text };
  });
  const whole = faults.findIndex((fault) => fault?.whole);
  if (whole >= 0) return invalid(account, [{ field: `attributes.${whole}`, text: faults[whole]?.text ?? '' }]);
  const saved = body.attributes.flatMap((row, index) => (faults[index] ? [] : [save(account, row)]));
  const errors = Object.fromEntries(faults.flatMap((fault, index) => (fault ? [[String(index), fault.text]] : [])));
  const none = saved.length === faults.length && emptyErrors === 'array';
  return ok({ saved, errors: none ? [] : errors }, 'Customer attributes successfully updated.');
});
