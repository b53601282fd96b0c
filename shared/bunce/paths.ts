/** What a binding may read of an event's person → what that is called in Bunce. */
export const PERSON = {
  'customer.id': 'customer_id',
  'customer.email': 'email',
  'customer.firstName': 'first_name',
  'customer.lastName': 'last_name',
  'customer.phone': 'phone_no',
} as const;

/** What a binding may read of the webhook that told the event. */
export const ORIGIN_PATHS = ['provider', 'type', 'mode'] as const;

export const isPersonPath = (path: string): path is keyof typeof PERSON => Object.hasOwn(PERSON, path);

export const isOriginPath = (path: string): path is (typeof ORIGIN_PATHS)[number] => ORIGIN_PATHS.some((each) => each === path);

const METADATA = 'metadata.';

/** The key that a path names of what the merchant attached; undefined for any other path. */
export const metadataKeyIn = (path: string): string | undefined => (path.startsWith(METADATA) ? path.slice(METADATA.length) : undefined);
