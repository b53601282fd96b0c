import * as z from 'zod/mini';

import type { Duration } from '../runtime/duration.ts';
import { LogRetentionSchema } from './log-retention.ts';

/** How AWS keeps, limits and addresses what a stage deploys. */
export interface Hosting {
  /** The ARN of a KMS key of yours that encrypts queues, table, secrets, logs and topics; its policy must let CloudWatch in ([which](deploying.md#a-key-of-your-own)). */
  readonly kmsKeyArn?: string;
  /** What each provider's URL takes, before that provider, and no other, gets 429 and tries again; default: 50 per second and 100 at once. */
  readonly throttle?: { readonly ratePerSecond: number; readonly burst: number };
  /** How many instances Lambda sets aside, and runs at most: of each receiver, and of the consumer (2 at least). Unless set they share the account's. */
  readonly reservedConcurrency?: { readonly receivers?: number; readonly consumer?: number };
  /** How long CloudWatch keeps the logs, one of the lengths that it offers; default: `'30d'`. */
  readonly logRetention?: Duration;
  /** `{ name, certificateArn, hostedZone: { id, name } }`: a name of yours in the URLs, which then outlive the stack ([how](deploying.md#a-domain-of-your-own)). Without `hostedZone` its DNS record is made by you. */
  readonly domain?: Domain;
}

/** Where providers send to, in place of the API's own name. */
export interface Domain {
  readonly name: string;
  /** Of ACM, in the region of the stack. */
  readonly certificateArn: string;
  /** Of Route 53, in the account of the stack. */
  readonly hostedZone?: { readonly id: string; readonly name: string };
}

/** A text of that form, as the whole of what is expected of it. */
const text = (form: RegExp, what: string) =>
  z.string({ error: `expected ${what}` }).check(z.regex(form, { error: ({ input }) => `expected ${what}${alias(input)}` }));

const alias = (input: unknown): string =>
  String(input).includes('alias/') ? ', not of an alias, which CloudWatch Logs does not take' : '';

const whole = (least: number) => {
  const error = `expected a whole number, ${least} at least`;
  return z.int({ error }).check(z.gte(least, { error }));
};

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const KEY = new RegExp(String.raw`^arn:aws[a-z-]*:kms:[a-z]+(?:-[a-z]+)+-\d+:\d{12}:key/(?:mrk-[0-9a-f]{32}|${UUID})$`);
const CERTIFICATE = new RegExp(String.raw`^arn:aws[a-z-]*:acm:[a-z]+(?:-[a-z]+)+-\d+:\d{12}:certificate/${UUID}$`);

const HostedZone = z.strictObject({
  id: text(/^Z[A-Z0-9]{4,31}$/, "a hosted zone's id such as Z0123456789ABC"),
  name: text(HOST, "the zone's name such as example.com"),
});

const DomainSchema = z
  .strictObject({
    name: text(HOST, 'a name in small letters such as hooks.example.com'),
    certificateArn: text(CERTIFICATE, "the ARN of a certificate of ACM, in the stack's region"),
    hostedZone: z.optional(HostedZone),
  })
  .check(
    z.refine(({ name, hostedZone }) => !hostedZone || name === hostedZone.name || name.endsWith(`.${hostedZone.name}`), {
      path: ['hostedZone', 'name'],
      error: "is not what the domain's name ends in",
    }),
  );

/** The same for a config, checked. */
export const hosting = {
  kmsKeyArn: z.optional(text(KEY, 'the ARN of a key such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')),
  throttle: z.optional(z.strictObject({ ratePerSecond: whole(1), burst: whole(1) })),
  reservedConcurrency: z.optional(z.strictObject({ receivers: z.optional(whole(1)), consumer: z.optional(whole(2)) })),
  logRetention: z.optional(LogRetentionSchema),
  domain: z.optional(DomainSchema),
};
