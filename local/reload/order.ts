import * as z from 'zod/mini';

/** What to build, as text for another process: only a new one reads a module that changed. */
export const Order = z.object({
  root: z.string(),
  outdir: z.string(),
  /** What changed. */
  files: z.array(z.string()),
  /** Names of bundles to make anew. */
  touched: z.array(z.string()),
  /** Providers that have a receiver already. */
  known: z.array(z.string()),
  bunce: z.object({ baseUrl: z.string(), key: z.string() }),
  /** Written anew: bindings may name what Bunce did not have. */
  catalogueFile: z.string(),
});
export type Order = z.infer<typeof Order>;

export const Built = z.object({
  receivers: z.array(
    z.object({
      provider: z.string(),
      construct: z.string(),
      routeKey: z.string(),
      settings: z.string(),
      secret: z.object({ name: z.string(), content: z.string() }),
      isEnabled: z.boolean(),
    }),
  ),
  /** Name → folder. */
  code: z.record(z.string(), z.string()),
});
export type Built = z.infer<typeof Built>;
