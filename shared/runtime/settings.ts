import * as z from 'zod/mini';

/** A function's environment, checked once at cold start; a missing variable stops the function with its name. */
export function environment<Shape extends z.core.$ZodShape>(
  shape: Shape,
  from: NodeJS.ProcessEnv = process.env,
): z.infer<z.ZodMiniObject<Shape>> {
  const result = z.object(shape).safeParse(from);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map(({ path, message }) => `environment variable ${path.map(String).join('.')}: ${message}`).join('; '),
  );
}

const Text = z.string().check(z.minLength(1));

/** A variable whose text is JSON. */
export const Json = z.pipe(
  Text,
  z.transform((text): unknown => JSON.parse(text)),
);

const ReceiverSettings = z.strictObject({
  testEvents: z.enum(['ignore', 'send']),
  provider: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  selection: z.strictObject({
    customerId: z.exactOptional(z.templateLiteral(['metadata.', Text])),
    metadata: z.exactOptional(z.array(Text)),
    untold: z.exactOptional(z.array(Text)),
    events: z.exactOptional(z.union([z.strictObject({ only: z.array(Text) }), z.strictObject({ except: z.array(Text) })])),
    choice: z.exactOptional(Text),
  }),
});

/** What the stack gives every receiver, and what Lambda itself does. */
export const RECEIVER_ENVIRONMENT = {
  AWS_REGION: Text,
  AWS_ACCESS_KEY_ID: Text,
  AWS_SECRET_ACCESS_KEY: Text,
  AWS_SESSION_TOKEN: z.optional(Text),
  /** Only locally. */
  AWS_ENDPOINT_URL_SECRETS_MANAGER: z.optional(Text),
  QUEUE_URL: Text,
  PARKED_QUEUE_URL: Text,
  SECRET_ID: Text,
  /** The provider's name in the config. */
  PROVIDER: Text,
  SETTINGS: z.pipe(Json, ReceiverSettings),
};
