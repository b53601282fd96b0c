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

const ReceiverSettings = z.strictObject({
  testEvents: z.enum(['ignore', 'send']),
  provider: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** What infra/node-function.ts gives every receiver. */
export const RECEIVER_ENVIRONMENT = {
  QUEUE_URL: Text,
  PARKED_QUEUE_URL: Text,
  SECRET_ID: Text,
  SETTINGS: z.pipe(
    z.pipe(
      Text,
      z.transform((text): unknown => JSON.parse(text)),
    ),
    ReceiverSettings,
  ),
};
