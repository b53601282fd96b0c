import { UsageError } from '../usage.ts';

const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

/** By which Excel says it, above the header. */
export const SEPARATOR_LINE = /^\s*"?sep=(.)"?\s*$/i;

/** The one that is told, else that the first line says or the header has most of. Throws a UsageError where two are alike. */
export function separatorOf(header: string, told: string | undefined): string {
  const [, written] = SEPARATOR_LINE.exec(header) ?? [];
  if (told !== undefined || written !== undefined) return signOf(told ?? written ?? '');
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = Object.values(SEPARATORS).map((sign) => ({ sign, count: bare.split(sign).length - 1 }));
  const [first, second] = counts.toSorted((one, other) => other.count - one.count);
  if (first && second && first.count > 0 && first.count === second.count)
    throw new UsageError(
      `the header has as many ${quoted(first.sign)} as ${quoted(second.sign)}: say which separates columns by --separator`,
    );
  return first && first.count > 0 ? first.sign : ',';
}

function signOf(told: string): string {
  const sign = Object.entries(SEPARATORS).find(([name, each]) => told === name || told === each)?.[1];
  if (sign === undefined) throw new UsageError(`--separator takes ${Object.keys(SEPARATORS).join(', ')}, got "${told}"`);
  return sign;
}

const quoted = (sign: string): string => (sign === '\t' ? 'tabs' : `"${sign}"`);

export type Field = 'id' | 'email' | 'firstName' | 'lastName' | 'name' | 'phone' | 'country' | 'updatedAt';

/** By letters and digits alone, in lower case. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', 'customerid', 'userid', 'externalid', 'uuid'],
  email: ['email', 'emailaddress', 'mail', 'primaryemail', 'primaryemailaddress'],
  firstName: ['firstname', 'givenname', 'forename'],
  lastName: ['lastname', 'surname', 'familyname'],
  name: ['name', 'fullname', 'customername', 'displayname'],
  phone: ['phone', 'phoneno', 'phonenumber', 'mobile', 'mobilenumber', 'telephone', 'primaryphonenumber'],
  country: ['country', 'countrycode'],
  updatedAt: ['updatedat', 'updated', 'lastupdated', 'modifiedat', 'lastmodified', 'dateupdated'],
};

export const FIELDS: readonly string[] = Object.keys(NAMES);

const isField = (name: string): name is Field => Object.hasOwn(NAMES, name);

/** Field → which column. */
export type Columns = Readonly<Partial<Record<Field, number>>>;

/** They may hold ids or names. */
const EITHER: ReadonlySet<string> = new Set(['customer', 'user']);

/** What is told counts, an empty column for none; the rest is found by its name. Throws a UsageError that quotes the header where it is unclear. */
export function columnsOf(header: readonly string[], told: Readonly<Record<string, string>>): Columns {
  const given = Object.entries(told).map(
    ([field, name]) => [fieldNamed(field), name === '' ? undefined : columnNamed(name, header)] as const,
  );
  const free = Object.keys(NAMES)
    .filter(isField)
    .filter((field) => !given.some(([taken]) => taken === field));
  const columns: Columns = Object.fromEntries([
    ...given.flatMap(([field, at]) => (at === undefined ? [] : [[field, at] as const])),
    ...free.flatMap((field) => found(field, { header, taken: given.map(([, at]) => at) })),
  ]);
  if (columns.id === undefined && columns.email === undefined)
    throw new UsageError(
      `no column is an id or an e-mail: the header has ${list(header)}; say which is, as in --columns email=${example(header)}`,
    );
  const either = header.find((name, at) => EITHER.has(plain(name)) && !Object.values(columns).includes(at));
  if (either !== undefined && columns.id === undefined && !given.some(([field]) => field === 'id'))
    throw new UsageError(`"${either}" may hold ids or names: say --columns id='${either}' or name='${either}', or id= for neither`);
  return columns;
}

const example = ([first = 'Mail']: readonly string[]): string => `'${first}'`;
const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

function fieldNamed(name: string): Field {
  if (!isField(name)) throw new UsageError(`--columns knows ${FIELDS.join(', ')}, not "${name}"`);
  return name;
}

function columnNamed(name: string, header: readonly string[]): number {
  const at = header.findIndex((each) => each.trim().toLowerCase() === name.trim().toLowerCase());
  if (at < 0) throw new UsageError(`the file has no column "${name}": its header has ${list(header)}`);
  return at;
}

function found(field: Field, { header, taken }: { readonly header: readonly string[]; readonly taken: readonly (number | undefined)[] }) {
  const places = header.flatMap((name, at) => (!taken.includes(at) && NAMES[field].includes(plain(name)) ? [at] : []));
  if (places.length > 1) {
    const names = places.map((at) => header[at] ?? '');
    throw new UsageError(`${list(names)} may each be the ${field}: say which by --columns ${field}='${names[0]}'`);
  }
  return places.map((at) => [field, at] as const);
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
