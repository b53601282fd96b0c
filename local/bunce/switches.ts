import * as z from 'zod/mini';

const oneOf = <const Options extends readonly [string, ...string[]]>(options: Options) => z.enum(options);
const validationStatus = z.union([z.literal(400), z.literal(404), z.literal(409), z.literal(422)]);
const count = z.int().check(z.positive());

/** Every choice the documentation leaves open, each with the default that is harder on a client. */
export const SwitchesShape = z.strictObject({
  /** Status of a creation. */
  createdStatus: z._default(z.union([z.literal(200), z.literal(201)]), 201),
  /** Status of "already exists": customers, devices, names. */
  existsStatus: z._default(validationStatus, 422),
  /** Status of `ID param is not valid UUID`. */
  invalidIdStatus: z._default(validationStatus, 400),
  /** Status of a body that is no JSON. */
  invalidJsonStatus: z._default(validationStatus, 400),
  /** Status of a known path with a method it does not know. */
  unknownMethodStatus: z._default(z.union([z.literal(404), z.literal(405)]), 405),
  /** Status of PATCH devices with an unknown `current_device_token`. */
  unknownTokenStatus: z._default(validationStatus, 404),
  /** Whether a 422 carries `errors: { field: [text] }` beside its message. */
  errorsField: z._default(z.boolean(), false),
  /** A second customer with a known e-mail: refused as existing, or accepted beside the first. */
  sameEmail: z._default(oneOf(['refuse', 'accept']), 'refuse'),
  /** Whether PUT /customers/{id} leaves a valid stored e-mail alone, as bulk-update does. */
  putKeepsValidEmail: z._default(z.boolean(), false),
  /** The same for a `customer` object in a trigger, an attribute row, a segment or a transaction. */
  upsertKeepsValidEmail: z._default(z.boolean(), true),
  /** A bad row in a customer bulk: the whole request is refused, or that row is left out without a word. */
  bulkPartial: z._default(oneOf(['refuse', 'skip']), 'refuse'),
  /** Most rows of one bulk request or attribute request. */
  maximumRows: z._default(count, 1000),
  /** Largest `per_page`. */
  maximumPerPage: z._default(count, 100),
  /** GET /customers: `data: […]` with `meta` beside it, or `data: { data, meta }`. */
  customerList: z._default(oneOf(['flat', 'nested']), 'flat'),
  /** POST devices answers objects with `token`, with `device_token`, or `{ devices: […] }` without an envelope. */
  deviceAnswer: z._default(oneOf(['token', 'device_token', 'bare']), 'token'),
  /** PATCH devices answers the device, or `true`. */
  rotationAnswer: z._default(oneOf(['device', 'boolean']), 'device'),
  /** How no row errors are written: PHP may write an empty array. */
  emptyErrors: z._default(oneOf(['object', 'array']), 'object'),
  /** An attribute `value` that is no text: a row error, or 422 for the whole request. */
  nonTextValue: z._default(oneOf(['row', 'request']), 'row'),
  /** A row that names an unknown attribute or customer: a row error, or 422 for the whole request. */
  unknownInRow: z._default(oneOf(['row', 'request']), 'row'),
  /** A row of values that names nobody: 422 for the whole request, or a row error. */
  unnamedRow: z._default(oneOf(['request', 'row']), 'request'),
  /** A key that a body does not have by the documentation, beside the parameters of a trigger. */
  unknownKeys: z._default(oneOf(['ignore', 'refuse']), 'ignore'),
  /** A second event or attribute of the same name. */
  duplicateNames: z._default(oneOf(['refuse', 'accept']), 'refuse'),
  /** A trigger for an e-mail nobody has: makes a bare customer, is accepted without one, or is refused. */
  triggerUnknownEmail: z._default(oneOf(['create', 'accept', 'refuse']), 'create'),
  /** Which one counts when `payload.email` and `payload.customer.email` differ. */
  emailClash: z._default(oneOf(['customer', 'payload']), 'customer'),
  /** Whether the types of text and numeric parameters are checked. */
  parameterTypes: z._default(oneOf(['strict', 'loose']), 'strict'),
  /** A second transaction with the same `reference`. */
  duplicateReference: z._default(oneOf(['accept', 'refuse']), 'accept'),
});
export type Switches = z.infer<typeof SwitchesShape>;
