import type { Account } from './account.ts';
import type { Definitions } from './differences.ts';
import type { Requirements } from './requirements.ts';

/** Defines what the bindings name and the account lacks. Never changes or deletes: a parameter missing from an event that exists stays missing. */
export async function createMissing(
  account: Account,
  { requirements, found }: { readonly requirements: Requirements; readonly found: Definitions },
): Promise<void> {
  for (const [name, same] of Map.groupBy(absent(requirements.events, found.events), (event) => event.name)) {
    const parameters = byName(same.flatMap((event) => event.parameters)).map(({ name, type, required }) => ({ name, type, required }));
    const description = same[0]?.description ?? name;
    await account.events.define({ name, description, parameters: parameters.length > 0 ? parameters : LEAST });
  }
  for (const { name, type } of byName(absent(requirements.attributes, found.attributes))) {
    await account.attributes.create({ name, data_type: type });
  }
}

/** Bunce wants at least one; this one is filled without a binding. */
const LEAST = [{ name: 'email', type: 'text', required: false }] as const;

interface Named {
  readonly name: string;
}

const absent = <Wish extends Named>(required: readonly Wish[], there: readonly Named[]): readonly Wish[] =>
  required.filter(({ name }) => !there.some((each) => each.name === name));

/** Several bindings may name the same thing; the first says what it is. */
const byName = <Wish extends Named>(required: readonly Wish[]): readonly Wish[] =>
  [...new Map(required.toReversed().map((each) => [each.name, each])).values()].toReversed();
