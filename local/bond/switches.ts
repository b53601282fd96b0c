import * as z from 'zod/mini';

const oneOf = <const Options extends readonly [string, ...string[]]>(options: Options) => z.enum(options);
const count = z.int().check(z.nonnegative());

/** Rows of a page that Bond knows of. */
export const PAGE_SIZES = [1, 2, 5, 10, 20, 50] as const;

/** Every choice the documentation leaves open or contradicts, each with the default that is harder on a client. */
export const SwitchesShape = z.strictObject({
  /** Status of missing or wrong keys. */
  badKeyStatus: z._default(z.union([z.literal(401), z.literal(403)]), 403),
  /** Whether `Authorization: Bearer <key>` passes too: one page of several writes it so. */
  bearer: z._default(oneOf(['refuse', 'accept']), 'refuse'),
  /** GET /customers without `page` or `per_page`: read as page 1 and 20 rows, or refused. */
  paging: z._default(oneOf(['optional', 'required']), 'optional'),
  /** Rows of a page where nobody says how many. */
  pageSize: z._default(z.literal([...PAGE_SIZES]), 20),
  /** A page or a size of pages that Bond does not know: refused, or read as if nobody had said. */
  badPaging: z._default(oneOf(['refuse', 'default']), 'refuse'),
  /** A page behind the last: an empty list, or 404. */
  pastTheEnd: z._default(oneOf(['empty', 'missing']), 'empty'),
  /** The sentence that DELETE answers: plain text, or a JSON string. */
  deletionAnswer: z._default(oneOf(['text', 'json']), 'text'),
  /** Deleting who is not there: 404, or the sentence once more. */
  secondDeletion: z._default(oneOf(['missing', 'again']), 'missing'),
  /** The Code of a change that breaks a rule: no page names it. */
  changeCode: z._default(z.string(), 'update_customer_schema'),
  /** The Message of what breaks a rule: field → texts, or a text. */
  schemaMessage: z._default(oneOf(['fields', 'text']), 'fields'),
  /** A field or parameter that no page names. */
  unknownFields: z._default(oneOf(['refuse', 'ignore']), 'refuse'),
  /** Status of changing a locked field after KYC has passed. */
  lockedStatus: z._default(z.union([z.literal(400), z.literal(403)]), 400),
  /** PATCH answers without ssn, phone and e-mail, as the sample does, or with everything, or lacks a comma besides, as the sample does too. */
  patchAnswer: z._default(oneOf(['short', 'whole', 'broken']), 'short'),
  /** `addresses` of a PATCH stand instead of the old ones, or come after them. */
  patchedAddresses: z._default(oneOf(['replace', 'append']), 'replace'),
  /** Whether a new customer needs a last name. */
  lastName: z._default(oneOf(['optional', 'required']), 'optional'),
  /** A second POST with one Idempotency-Key: the first answer again, or an error. */
  idempotency: z._default(oneOf(['replay', 'refuse']), 'replay'),
  /** What every verification that is asked for ends with. */
  kycResult: z._default(
    oneOf(['success', 'failure', 'error', 'timeout', 'document_required', 'under_review', 'reenter_information']),
    'success',
  ),
  /** Whether verifications write a dash where the T of `occurred_at` belongs. */
  dashForT: z._default(z.boolean(), true),
  /** A subscription to an event nobody knows. */
  unknownEvents: z._default(oneOf(['refuse', 'accept']), 'refuse'),
  /** GET /webhooks writes `enabled` where the rest writes `STATUS_ENABLED`. */
  shortStatus: z._default(z.boolean(), true),
  /** Every n-th delivery comes twice, unchanged; 0 is never. */
  repeatEvery: z._default(count, 0),
  /** Every n-th delivery waits for the next one to overtake it; 0 is never. */
  swapEvery: z._default(count, 0),
  /** Whether a further try carries a stamp of its own. */
  stampOfRetry: z._default(oneOf(['kept', 'renewed']), 'kept'),
  /** Tries of one delivery in all. */
  tries: z._default(z.int().check(z.positive()), 8),
  /** How much faster than life the waits between tries run; they add up to three days. */
  clockSpeed: z._default(z.number().check(z.positive()), 1),
  /** Milliseconds a receiver has to answer. */
  deliveryTimeout: z._default(z.int().check(z.positive()), 10_000),
});
export type Switches = z.infer<typeof SwitchesShape>;
