import { setTimeout as sleep } from 'node:timers/promises';

import { type Customer, upsert } from '../../shared/bunce/command.ts';
import { selectionOf } from '../../shared/config/selection-of.ts';
import type { Settled } from '../../shared/config/config.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { withMetadata } from '../../shared/webhook/metadata.ts';
import { type PeopleList, PeopleUnread } from '../../shared/webhook/people.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { otherKeys } from './credentials.ts';
import type { Entry, Position, Source, SourcePage } from './source.ts';

export interface Listing {
  readonly name: string;
  readonly provider: Provider;
  readonly people: PeopleList;
  readonly settings: Settled;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** A provider's own list, by its API. */
export const providerSource = (listing: Listing): Source => ({
  where: `${listing.name}, ${listing.baseUrl}`,
  provider: listing.name,
  // Another key may be that of another account.
  key: `${listing.name} ${listing.baseUrl} ${fingerprint(JSON.stringify(listing.credentials))}`,
  pages: (from) => pagesOf(listing, from),
});

async function* pagesOf(
  listing: Listing,
  { cursor, before }: Position = { cursor: undefined, before: 0 },
): AsyncGenerator<SourcePage, void> {
  const { people, baseUrl, credentials } = listing;
  let number = before;
  try {
    for await (const { records, ...rest } of people.list({ baseUrl, credentials, from: cursor, sleep }))
      yield { entries: records.map((record) => entryOf(record, { ...listing, number: (number += 1) })), ...rest };
  } catch (error) {
    throw error instanceof PeopleUnread && error.isKeys ? new PeopleUnread(`${error.message}; ${otherKeys(listing.name, people)}`) : error;
  }
}

function entryOf(record: unknown, { number, ...listing }: Listing & { readonly number: number }): Entry {
  const listed = listing.people.person(record);
  if ('refused' in listed) return { number, why: listed.refused };
  const at = listed.updatedAt === undefined ? undefined : Date.parse(listed.updatedAt);
  return { number, customer: withOwnId(listed.customer, { record, ...listing }), at };
}

/** Under the team's own id, where the config says where that stands. */
function withOwnId(customer: Customer, { record, name, provider, people, settings }: Listing & { readonly record: unknown }): Customer {
  const { metadata } = provider;
  if (!metadata || !people.metadata) return customer;
  const attached = { places: people.metadata, setBy: metadata.setBy };
  const selection = selectionOf(settings.providers[name] ?? {}, { name });
  const [command] = withMetadata([upsert({ customer })], { payload: record, attached, selection });
  return command?.customer ?? customer;
}
