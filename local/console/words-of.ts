import * as z from 'zod/mini';

/** In words for the page, whatever was thrown. */
export function wordsOf(error: unknown): string {
  if (error instanceof z.core.$ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
