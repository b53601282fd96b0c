import type { Command } from 'commander';
import * as z from 'zod/mini';

import type { Attribute } from '../../shared/bunce/api/answers.ts';
import type { AttributeValue, NewAttribute } from '../../shared/bunce/api/attributes.ts';
import type { Bunce } from '../../shared/bunce/api/bunce.ts';
import { meantOr } from '../../shared/bunce/nearest.ts';
import type { RowEnd } from '../../shared/bunce/wire.ts';
import { pairOf } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { UsageError } from '../usage.ts';
import { bodyOf, eitherOf, isList, isObject, oneBodyOf } from './body.ts';
import { asking, changing, type Options, reading, writing } from './place.ts';
import { inColumns, show, showList } from './rows.ts';

const SomeAttribute = z.custom<NewAttribute>(isObject);
const SomeValue = z.custom<AttributeValue>(isObject);

interface CreateOptions extends Options {
  readonly type: string;
}

interface SetOptions extends Options {
  readonly customer?: string;
  readonly email?: string;
  readonly data?: string;
}

export function attributesCommand(bunce: Command): void {
  const group = bunce.command('attributes').description('what Bunce keeps of customers beside their profile');
  reading(group, { usage: 'list', description: 'all attributes that the account defines' }).action(list);
  writing(group, { usage: 'create <name>', description: 'define an attribute' })
    .requiredOption('--type <type>', 'text, numeric or timestamp')
    .action(create);
  writing(group, { usage: 'set [name=value...]', description: 'set values of one customer, or of many from a file' })
    .option('--customer <id>', 'whose')
    .option('--email <address>', 'whose, instead of the id')
    .option('--data <file>', 'JSON: a list of rows as Bunce takes them, seen to take 50; - is standard input')
    .action(set);
}

const textOf = ({ id, name, data_type: type }: Attribute): string => inColumns(id, type, name);

const list = async (options: Options): Promise<void> =>
  asking(options, async ({ attributes }) => showList(attributes.list(), { ...options, what: 'attributes', textOf }));

const create = async (name: string, { type, ...options }: CreateOptions): Promise<void> =>
  changing({ ...options, what: `define the attribute "${name}"` }, async ({ attributes }) =>
    show([await attributes.create(oneBodyOf(SomeAttribute, { given: { name, data_type: type } }))], { ...options, textOf }),
  );

/** A row, and what is said of it. */
interface Written {
  readonly title: string;
  readonly row: AttributeValue;
}

async function set(pairs: readonly string[], { customer, email, data, ...options }: SetOptions): Promise<void> {
  if ((pairs.length === 0) === (data === undefined)) throw new UsageError("give either name=value, such as 'Plan=pro', or --data FILE");
  const whom = { customer_id: customer, customer_email: email };
  eitherOf({ data, given: whom });
  const given = data === undefined ? undefined : rowsOf(data);
  await changing({ ...options, what: `set ${given?.length ?? pairs.length} values` }, async ({ attributes }) => {
    const written = given ?? (await named(attributes, { pairs, whom }));
    const ends = await attributes.set(written.map(({ row }) => row));
    const told = ends.map((end, index) => ({ ...endOf(end), title: written[index]?.title ?? String(index) }));
    show(told, { ...options, textOf: ({ title, end, error }) => `${title}: ${error ?? end}` });
    if (ends.some((end) => end !== 'saved')) process.exitCode = 1;
  });
}

/** Nobody can say of one that is missing what became of it. */
const endOf = (end: RowEnd): { readonly end: string; readonly error?: string } =>
  typeof end === 'string' ? { end } : { end: 'refused', error: end.error };

function rowsOf(data: string): readonly Written[] {
  const body = bodyOf(SomeValue, { data });
  return (isList(body) ? body : [body]).map((row, index) => ({ title: `row ${index}`, row }));
}

interface Named {
  readonly pairs: readonly string[];
  readonly whom: object;
}

async function named(attributes: Bunce['attributes'], { pairs, whom }: Named): Promise<readonly Written[]> {
  const known = await attributes.list().all();
  return pairs.map((pair) => {
    const [name, value] = pairOf(pair, "an attribute's value");
    const id = known.find((each) => each.name === name || each.id === name)?.id;
    if (id === undefined)
      throw new Failure(`Bunce has no attribute "${name}"${meantOr(name, { known: known.map((each) => each.name), all: 'it has' })}`);
    return { title: name, row: oneBodyOf(SomeValue, { given: { id, value, ...whom } }) };
  });
}
