import { tooth as accountTaken } from './account-taken.ts';
import { tooth as adopted } from './adopted.ts';
import { tooth as anybodysProfile } from './anybodys-profile.ts';
import { tooth as ledgerFirst } from './ledger-first.ts';
import { tooth as longShut } from './long-shut.ts';
import { tooth as noAttributes } from './no-attributes.ts';
import { tooth as noLease } from './no-lease.ts';
import { tooth as noMarks } from './no-marks.ts';
import { tooth as noPacing } from './no-pacing.ts';
import { tooth as noteLost } from './note-lost.ts';
import { tooth as overtaken } from './overtaken.ts';
import { tooth as ownGroup } from './own-group.ts';
import { tooth as parkedByWebhook } from './parked-by-webhook.ts';
import { tooth as parkedUnnoted } from './parked-unnoted.ts';
import { tooth as releasedFirst } from './released-first.ts';
import { tooth as rowErrors } from './row-errors.ts';
import { tooth as sentThrice } from './sent-thrice.ts';
import { tooth as somebodyElse } from './somebody-else.ts';
import { tooth as tombstone } from './tombstone.ts';
import type { Tooth } from './tooth.ts';
import { tooth as unawaited } from './unawaited.ts';
import { tooth as unclaimed } from './unclaimed.ts';
import { tooth as unparked } from './unparked.ts';
import { tooth as unsettled } from './unsettled.ts';
import { tooth as wholeEnvelope } from './whole-envelope.ts';

/** The cheapest ones, which never miss: the gate tries these. */
export const FIRM: readonly Tooth[] = [rowErrors, accountTaken, somebodyElse];

export const TEETH: readonly Tooth[] = [
  ...FIRM,
  adopted,
  anybodysProfile,
  ownGroup,
  overtaken,
  wholeEnvelope,
  parkedByWebhook,
  parkedUnnoted,
  unawaited,
  unparked,
  unclaimed,
  unsettled,
  noteLost,
  sentThrice,
  noLease,
  noMarks,
  ledgerFirst,
  releasedFirst,
  tombstone,
  noPacing,
  longShut,
  noAttributes,
];
