import type { Customer } from '../log.ts';
import type { Human, Telling } from '../webhook.ts';
import { type Case, nameOf } from './evidence.ts';
import { owners } from './homes.ts';

/** People whose profile, attributes or devices are not, in the end, what they were last told to be. */
export function wrongInTheEnd(all: Case): readonly string[] {
  const owner = owners(all);
  const heirs = new Set([...all.script.cast.values()].flatMap(({ heirOf }) => heirOf ?? []));
  const tellings = Map.groupBy(
    all.told.flatMap(({ telling }) => telling.of.map((human) => ({ human, telling }))),
    ({ human }) => human,
  );
  return [...tellings].flatMap(([name, some]) => {
    const human = all.script.cast.get(name);
    if (!human || heirs.has(name)) return [];
    const theirs = all.log.customers.filter(({ customer_id: id }) => [name, human.heirOf].includes(owner.get(id)));
    const about = some.flatMap(({ telling }) => (telling.of.length === 1 ? [telling] : []));
    return wrongs(human, { all, theirs, about }).map((what) => `${name} ${what}`);
  });
}

interface Looking {
  readonly all: Case;
  /** Customers of Bunce. */
  readonly theirs: readonly Customer[];
  readonly about: readonly Telling[];
}

function wrongs(human: Human, { all, theirs, about }: Looking): readonly string[] {
  const isDone = (telling: Telling): boolean => all.done.has(nameOf(telling));
  if (theirs.length === 0) return human.refusable || !about.some(isDone) ? [] : ['missing'];
  const last = (subject: string): string | undefined => newest(about.filter((each) => each.subject === subject && isDone(each)));
  const name = last('profile');
  const has = (is: (customer: Customer) => boolean): boolean => theirs.some(is);
  return [
    ...(has((each) => isNamed(each, { human, name })) ? [] : [`named ${theirs.map(({ last_name: found }) => found).join()} not ${name}`]),
    ...(has(({ email }) => human.emails.includes(email)) ? [] : ['address']),
    ...['Signed up by', 'Last purchase', 'Identity reason'].filter((each) => {
      const value = last(each);
      return value !== undefined && !has(({ attributes }) => attributes[each] === value);
    }),
    ...wrongDevices(about, theirs),
  ];
}

/** An account has the name its provider gave last; anybody else one from a card, or none. */
function isNamed(customer: Customer, { human, name }: { readonly human: Human; readonly name: string | undefined }): boolean {
  if (human.account && name !== undefined) return customer.first_name === 'Ada' && customer.last_name === name;
  return /^$|Holder|Buyer|^w\d{6}$/.test(customer.last_name);
}

const newest = (tellings: readonly Telling[]): string | undefined => tellings.toSorted((one, other) => other.at - one.at)[0]?.key;

/** Each phone has its newest token and none before it. */
function wrongDevices(about: readonly Telling[], theirs: readonly Customer[]): readonly string[] {
  const held = new Set(theirs.flatMap(({ devices }) => devices.map(({ token }) => token)));
  const phones = Map.groupBy(
    about.filter(({ step }) => step === 'device'),
    ({ subject }) => subject,
  );
  return [...phones].flatMap(([subject, tellings]) => {
    const last = newest(tellings);
    return tellings.some(({ key }) => held.has(`push-${key}`) !== (key === last)) ? [subject] : [];
  });
}
