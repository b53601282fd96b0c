import type { Customer } from '../log.ts';
import type { Human } from '../webhook.ts';
import type { Evidence } from './evidence.ts';

/** Whose customer this is: by Bunce's id, else by the name an account's event gave, else by the address. */
export function ownerOf(customer: Customer, { cast, names }: Owning): string | undefined {
  const everybody = [...cast.values()];
  const named = names.get(customer.last_name);
  return (
    everybody.find(({ ids }) => ids.includes(customer.customer_id))?.name ??
    (named && cast.get(named)?.account ? named : undefined) ??
    everybody.find(({ emails }) => emails.includes(customer.email))?.name
  );
}

interface Owning {
  readonly cast: ReadonlyMap<string, Human>;
  /** Key of a profile → human. */
  readonly names: ReadonlyMap<string, string>;
}

/** Bunce id → human. */
export function owners({ script, log }: Pick<Evidence, 'script' | 'log'>): ReadonlyMap<string, string | undefined> {
  const tellings = script.chapters.flat().flatMap(({ tells }) => tells);
  const names = new Map(tellings.flatMap(({ key, step, of: [human = ''] }) => (step === 'profile' ? [[key, human] as const] : [])));
  return new Map(log.customers.map((customer) => [customer.customer_id, ownerOf(customer, { cast: script.cast, names })]));
}

/** All push tokens that Bunce holds. */
export const devicesAt = ({ log }: Pick<Evidence, 'log'>): ReadonlySet<string> =>
  new Set(log.customers.flatMap(({ devices }) => devices.map(({ token }) => token)));
