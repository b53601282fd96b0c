import { describe, expect, it } from 'vitest';

import { csvSource } from '../../cli/import/csv-source.ts';
import type { Entry } from '../../cli/import/source.ts';
import { fileOf } from './import-scene.ts';

interface Told {
  readonly separator?: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly provider?: string | undefined;
}

async function entries(content: string | Buffer, { separator, columns = {}, provider = 'clerk' }: Told = {}): Promise<readonly Entry[]> {
  const source = await csvSource({ file: await fileOf(content), provider, separator, columns });
  const all: Entry[] = [];
  for await (const page of source.pages()) all.push(...page.entries);
  return all;
}

const ADA = { id: 'u1', email: 'ada@example.com', firstName: 'Ada' };

describe('the form of a file', () => {
  it.each([
    ['commas', 'User ID,E-Mail,First Name\nu1,ADA@example.com,Ada\n'],
    ['semicolons, a byte order mark and CRLF', '\uFEFFid;email;first_name\r\nu1;ada@example.com;Ada\r\n'],
    ['pipes', 'User ID|E-Mail|First Name\nu1|ada@example.com|Ada\n'],
    ['as Excel says it above the header', 'sep=;\r\nid;email;first name\r\nu1;ada@example.com;Ada\r\n'],
    ['tabs, blank lines and no last line break', '\nid\tmail\tGiven name\n\nu1\tada@example.com\tAda'],
    ['quotes around separators', '"id";"e-mail";"first name"\n"u1";"ada@example.com";"Ada"\n'],
  ])('is found: %s', async (_, text) => {
    expect(await entries(text)).toMatchObject([{ customer: ADA }]);
  });

  it('is told where it cannot be found', async () => {
    await expect(entries('a;b,c;d,e\n')).rejects.toThrow('as many "," as ";": say which separates columns by --separator');
    await expect(entries('Key,Addr\nu1,ada@example.com\n')).rejects.toThrow('the header has "Key", "Addr"; say which is, as in --columns');
    await expect(entries('email,mail\nada@example.com,\n')).rejects.toThrow(`"email", "mail" may each be the email`);
    expect(await entries('Key,Addr\nu1,ada@example.com\n', { columns: { id: 'key', email: 'Addr' } })).toMatchObject([
      { customer: { id: 'u1', email: 'ada@example.com' } },
    ]);
  });

  it('says whose its ids are', async () => {
    const file = await fileOf('id,email\nu1,ada@example.com\n');
    const source = csvSource({ file, provider: undefined, separator: undefined, columns: {} });
    await expect(source).rejects.toThrow('"id" holds ids: say whose by --provider');
  });
});

describe('what is no CSV in UTF-8', () => {
  it.each([
    ['another encoding', Buffer.from('id,email\nu1,ada@example.com\nu2,Andr\xe9', 'latin1'), 'is not in UTF-8'],
    ['UTF-16', Buffer.from('id,email\n', 'utf16le'), 'is not text in UTF-8'],
    ['a quote in the header that is not closed', 'id,"email\nu1,ada@example.com\n', 'a quote is opened and not closed'],
    ['an empty file', '', 'has no rows below a header'],
    ['a header alone', 'id,email\n', 'has no rows below a header'],
  ])('is refused before anything is imported: %s', async (_, content, words) => {
    await expect(entries(content)).rejects.toThrow(words);
  });
});

it('lists bad rows by their lines, without what is personal', async () => {
  const text = 'id,email,country,updated_at\nu1,nobody,,\n,,,\nu4,d@example.com,,soon\nu5\nu6,f@example.com,ng,\n';
  expect(await entries(text)).toMatchObject([
    { number: 2, why: 'the e-mail is none' },
    { number: 3, why: 'neither an id nor an e-mail' },
    { number: 4, why: '"soon" is no time; expected one such as 2026-03-14T09:26:53Z' },
    { number: 5, why: '1 columns instead of 4' },
    { number: 6, customer: { country: 'NG' } },
  ]);
});

it('goes on behind the rows that were read', async () => {
  const source = await csvSource({
    file: await fileOf('email\na@example.com\nb@example.com\n'),
    provider: undefined,
    separator: undefined,
    columns: {},
  });
  for await (const page of source.pages({ cursor: '1', before: 1 })) expect(page.entries).toMatchObject([{ number: 3 }]);
});

it('knows a row of several lines by its first, whatever ends a line', async () => {
  const text = ['id,email,first name', 'u1,a@example.com,"A', 'da"', '', 'u2,nobody,"B', 'o', '"', 'u3,none,C'];
  for (const end of ['\n', '\r\n', '\r'])
    expect(await entries(text.join(end))).toMatchObject([{ number: 2 }, { number: 5, why: 'the e-mail is none' }, { number: 8 }]);
});

it.each([
  ['not at all', ['u1,"a@example.com,Ada', 'u2,b@example.com,Bo', 'u3,c@example.com,Cy'], [2]],
  ['by the next stray one', ['u1,a@example.com,"Ada', 'u2,b@example.com,"Bo', 'u3,c@example.com,Cy'], [2, 3]],
  ['in quoted rows', ['"u1","a@example.com,"Ada"', '"u2","b@example.com","Bo"', '"u3","c@example.com","Cy"'], [2]],
])('a quote that is closed %s spoils its own row', async (_, rows, bad) => {
  const all = await entries(['id,email,first name', ...rows].join('\n'));
  expect(all.map(({ number }) => number)).toEqual([2, 3, 4]);
  expect(all.filter((entry) => 'why' in entry).map(({ number }) => number)).toEqual(bad);
});

it('takes a quote inside a cell for itself', async () => {
  expect(await entries('id,email,first name\nu1,a@example.com,Ann "Nan" Obi\n')).toMatchObject([
    { customer: { firstName: 'Ann "Nan" Obi' } },
  ]);
});

describe('a country', () => {
  const file =
    'id,email,phone,country\nu1,a@example.com,+2348031234567,Nigeria\nu2,b@example.com,,Nigeria\nu3,c@example.com,08031234567,Nigeria\n';

  it('has to be a code only where a local number needs it', async () => {
    expect(await entries(file)).toMatchObject([
      { customer: { phone: '+2348031234567' } },
      { customer: { id: 'u2' } },
      { number: 4, why: '"Nigeria" is no country code such as NG, and the phone number has none either' },
    ]);
  });

  it('may be none of the columns', async () => {
    expect((await entries(file, { columns: { country: '' } })).at(-1)).toMatchObject({ customer: { phone: '08031234567' } });
  });
});

it('asks whether a column called customer holds ids', async () => {
  const file = 'Customer,email\nAda Obi,a@example.com\n';
  await expect(entries(file)).rejects.toThrow(
    `"Customer" may hold ids or names: say --columns id='Customer' or name='Customer', or id= for`,
  );
  expect(await entries(file, { columns: { id: 'customer' } })).toMatchObject([{ customer: { id: 'Ada Obi' } }]);
  expect(await entries(file, { columns: { name: 'customer' } })).toMatchObject([{ customer: { name: 'Ada Obi' } }]);
  const [nameless] = await entries(file, { columns: { id: '' } });
  expect(nameless).toMatchObject({ customer: { email: 'a@example.com' } });
});
