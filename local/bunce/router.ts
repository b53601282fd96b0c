interface Route<Handle> {
  readonly method: string;
  readonly parts: readonly string[];
  readonly handle: Handle;
}

/** A table of `METHOD /path`; `:id` stands for any part, `:uuid` for one that must be a UUID. The first that fits is taken. */
export function routesOf<Handle>(table: Readonly<Record<string, Handle>>): readonly Route<Handle>[] {
  return Object.entries(table).map(([line, handle]) => {
    const [method = '', path = ''] = line.split(' ');
    return { method, parts: path.split('/'), handle };
  });
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function fits<Handle>({ parts }: Route<Handle>, asked: readonly string[]): boolean {
  return (
    parts.length === asked.length && parts.every((part, index) => (part.startsWith(':') ? asked[index] !== '' : part === asked[index]))
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
}

export type Match<Handle> = { readonly handle: Handle; readonly params: readonly string[] } | 'no such path' | 'no such method' | 'no uuid';

/** The route of a request, or why there is none. */
export function match<Handle>(routes: readonly Route<Handle>[], { method, path }: Asked): Match<Handle> {
  const asked = path.split('/');
  const there = routes.filter((route) => fits(route, asked));
  const found = there.find((route) => route.method === method);
  if (!found) return there.length > 0 ? 'no such method' : 'no such path';
  const params = found.parts.flatMap((part, index) => (part.startsWith(':') ? [decoded(asked[index] ?? '')] : []));
  return found.parts.includes(':uuid') && !UUID.test(params[0] ?? '') ? 'no uuid' : { handle: found.handle, params };
}
