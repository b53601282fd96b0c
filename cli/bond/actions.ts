import { changeOf } from '../../shared/bond/change.ts';
import type { Customer } from '../../shared/bond/customer.ts';
import { PAGE_SIZES } from '../../shared/bond/pages.ts';
import { print } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { confirm, interactive } from '../prompt.ts';
import { UsageError } from '../usage.ts';
import { type BondOptions, inWords, withBond } from './account.ts';
import { askedFor, type Given } from './given.ts';
import { remainsOf } from './remains.ts';
import { tally } from './tally.ts';
import { customerText, nameOf, rowText } from './text.ts';

interface ListOptions extends BondOptions {
  readonly all?: boolean;
  readonly page: number;
  /** One of PAGE_SIZES, as text. */
  readonly perPage?: string;
}

export async function list(options: ListOptions): Promise<void> {
  const { all = false, page: first, json } = options;
  const perPage = PAGE_SIZES.find((size) => String(size) === options.perPage) ?? (all ? 50 : 20);
  process.stdout.once('error', endIfUnread);
  await withBond(options, async ({ client }) => {
    const count = tally('customers');
    let last: readonly Customer[] = [];
    for await (const page of client.pages({ page: first, perPage })) {
      for (const customer of page) print(json, { data: customer, text: rowText(customer) });
      count.add(page.length);
      last = page;
      if (!all) break;
    }
    count.end();
    if (!all && last.length === perPage) process.stderr.write(`there may be more: --page ${first + 1}, or --all\n`);
  });
}

/** Whoever reads a long list may have seen enough, as `head` has. */
function endIfUnread(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit();
}

export async function show(id: string, options: BondOptions): Promise<void> {
  await withBond(options, async ({ client }) => {
    const customer = await client.retrieve(id);
    if (!customer) throw nobody(id);
    print(options.json, { data: customer, text: customerText(customer) });
  });
}

const nobody = (id: string): Failure => new Failure(`Bond knows no customer ${id}; "bond customers list" shows the ids`);

interface UpdateOptions extends BondOptions {
  readonly verified?: boolean;
}

export async function update(id: string, { verified = false, ...options }: UpdateOptions & Given): Promise<void> {
  const asked = await askedFor(options);
  const change = await inWords(() => changeOf(asked));
  await withBond(options, async ({ client }) => client.update(id, { change, verified }));
  const changed = Object.keys(change);
  const text = `changed ${changed.join(', ')} of ${id}; Bond's customer.updated brings it to Bunce`;
  print(options.json, { data: { customer_id: id, changed }, text });
}

interface RemoveOptions extends BondOptions {
  readonly yes?: boolean;
}

export async function remove(id: string, { yes = false, ...options }: RemoveOptions): Promise<void> {
  if (!yes && !interactive()) throw new UsageError('delete asks first, and there is nobody to ask: --yes deletes without asking');
  await withBond(options, async ({ client, where }) => {
    const customer = await client.retrieve(id);
    if (!customer) throw nobody(id);
    const question = `Delete ${nameOf(customer) || 'the customer'} (${id}, ${where})? Nothing brings them back.`;
    if (!yes && !(await confirm(question))) throw new Failure('nothing is deleted');
    if ((await client.remove(id)) === 'missing') throw nobody(id);
    const remains = remainsOf(customer, options);
    const text = [`deleted ${id} at Bond. What remains:`, ...remains.map((line) => `- ${line}`)].join('\n');
    print(options.json, { data: { deleted: id, remains }, text });
  });
}
