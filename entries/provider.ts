/** The schemas' own language, in the version that this package reads. */
export * as z from 'zod/mini';

export {
  type Attached,
  type Choice,
  commandsOf,
  type EventRule,
  type Handshake,
  type Identity,
  type Lookup,
  type LookupRequest,
  type Mode,
  on,
  onFound,
  type Partly,
  partly,
  type Provider,
  type ProviderSettings,
  type Told,
} from '../shared/webhook/provider.ts';
export { type History, type HistoryCall, type HistoryRequest, type PastWebhook, unixSeconds } from '../shared/webhook/history.ts';
export type { WebhookRequest } from '../shared/webhook/request.ts';

// How it signs.
export { anyOf, withSecrets } from '../shared/webhook/any-of.ts';
export { digestReader, hmacOfBody, keyAndValue, timestampedHmac } from '../shared/webhook/hmac.ts';
export type { Claim, SignatureSettings, Signing } from '../shared/webhook/scheme.ts';
export { basicAuth, secretInUrl, sharedSecret } from '../shared/webhook/shared-secret.ts';
export { type Check, type HmacScheme, hmacSignature, type Signature, type Verdict } from '../shared/webhook/signature.ts';
export { standardWebhooks } from '../shared/webhook/standard-webhooks.ts';

// What the config may say of it.
export {
  ApiSettings,
  connectedAccounts,
  httpsUrl,
  type SettingsSchema,
  shown,
  StampSettings,
  testHeader,
  tolerance,
} from '../shared/webhook/provider-settings.ts';

// What is read.
export { BODY_LIMIT } from '../shared/webhook/body-limit.ts';
export { bodyMark } from '../shared/webhook/body-mark.ts';
export { amount, count, flag, id, lenient, list, moment, object, orNone, part, record, some, text } from '../shared/webhook/field.ts';
export { contactIn, namesIn } from '../shared/webhook/names.ts';
export {
  followPages,
  type Listed,
  pageBody,
  type PeopleList,
  type PeoplePage,
  type PeopleRequest,
  PeopleUnread,
  personOf,
} from '../shared/webhook/people.ts';
export { apiLookup } from '../shared/webhook/api-lookup.ts';
export { http } from '../shared/runtime/http.ts';
export { Unavailable } from '../shared/webhook/unavailable.ts';

// What it becomes.
export {
  addDevices,
  type Command,
  type Customer,
  customer,
  type Device,
  isSomebody,
  leave,
  PRIVACY_REQUEST,
  setAttributes,
  signUp,
  track,
  update,
  upsert,
} from '../shared/bunce/command.ts';
export { trackerOf } from '../shared/bunce/track-own.ts';
export type { OwnEvents } from '../shared/bunce/own-events.ts';
export { lastIdOf, paymentOf } from '../shared/webhook/thread.ts';
export { hoursBetween, type Moment, time } from '../shared/bunce/instant.ts';
export { intervalText } from '../shared/bunce/interval.ts';
export { fromMajor, fromMinor, isFree, type Money, numberIn, rounded, type Typed, typed, unlessFree } from '../shared/bunce/money.ts';
export { isUnread, readable, UNREAD, type Unread } from '../shared/bunce/unread.ts';
