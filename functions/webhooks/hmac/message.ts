import { pathOf } from '../../../shared/webhook/path.ts';
import { textOf } from '../../../shared/webhook/payload.ts';
import type { HmacScheme } from '../../../shared/webhook/signature.ts';

type Part = string | Buffer;

/** The signed text, the template's words filled in; none where the settings name no URL, or the body has nothing at a path. */
export function messagesOf(template: string): HmacScheme['messages'] {
  const parts = template.split(/(\{[^}]*\})/).filter(Boolean);
  const paths = new Map(parts.filter((part) => part.startsWith('{$')).map((part) => [part, pathOf(part.slice(1, -1))]));
  return function* messages({ stamp = '', id = '' }, { request: { body }, settings: { url } }) {
    if (parts.includes('{url}') && !url) return;
    const read = paths.size > 0 ? valuesIn(body) : undefined;
    const words = new Map<string, Part | undefined>([
      ['{body}', body],
      ['{timestamp}', stamp],
      ['{id}', id],
      ['{url}', url],
      ...[...paths].map(([part, at]) => [part, read === undefined ? undefined : signedText(at(read))] as const),
    ]);
    const filled = parts.flatMap((part) => (words.has(part) ? (words.get(part) ?? []) : part));
    if (filled.length === parts.length) yield filled;
  };
}

/** The body's JSON, its numbers in the letters they are written in: what is signed is the sender's text, and `1500.50` would be read as 1500.5. Undefined for what is no JSON. */
function valuesIn(body: Buffer): unknown {
  try {
    return JSON.parse(textOf(body), (...[, value, context]: Revived) => (typeof value === 'number' ? (context?.source ?? value) : value));
  } catch {
    return undefined;
  }
}

/** Node tells a reviver what stands in the text; the compiler does not know yet. */
type Revived = [key: string, value: unknown, context?: { readonly source?: string }];

/** Undefined for nothing, null and what is no single value. */
function signedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
