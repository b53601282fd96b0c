/** Why something cannot be read: where, what was expected and the kind of what came; never a value, for causes are logged and parked. */
export function causeOf(error: unknown, payload?: unknown): string {
  if (!(error instanceof Error)) return 'not readable';
  const issues = issuesOf(error);
  if (issues.length > 0)
    return issues
      .slice(0, 3)
      .map((issue) => issueText(issue, payload))
      .join('; ');
  return error instanceof SyntaxError ? 'the body is not JSON' : (error.message.split(':')[0] ?? 'not readable');
}

const issuesOf = (error: Error): readonly Issue[] => ('issues' in error && areIssues(error.issues) ? error.issues : []);

/** Errors of zod, told by their list: its class would bring the whole of zod into a receiver. */
const areIssues = (value: unknown): value is readonly Issue[] => Array.isArray(value);

/** What a schema of zod complains of. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code?: string | undefined;
  readonly message: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

function issueText(issue: Issue, payload: unknown): string {
  const place = issue.path.map(String).join('.') || 'body';
  if (issue.message !== 'Invalid input') return `${place}: ${issue.message}`;
  const value = issue.path.reduce<unknown>((whole, key) => (isRecord(whole) ? whole[key] : undefined), payload);
  return `${place}: expected ${wanted(issue)}, got ${kindOf(value)}`;
}

const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> => typeof value === 'object' && value !== null;

/** In words: what is wanted stands in our own schemas. */
function wanted({ code = '', expected, values, options, errors = [] }: Issue): string {
  switch (code) {
    case 'invalid_type':
      return WORDS[expected ?? ''] ?? String(expected);
    case 'invalid_value':
      return (values ?? []).map(String).join(' or ');
    case 'invalid_union':
      return [...new Set([...(options ?? []).map(String), ...errors.flatMap(([first]) => (first ? wanted(first) : []))])].join(' or ');
    case 'too_small':
      return 'something, not nothing';
    default:
      return 'another form';
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  object: 'an object',
  array: 'a list',
  undefined: 'nothing',
};

/** The kind of a value, without a word of it. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return value === null ? 'null' : 'nothing';
  if (typeof value === 'string') return value.trim() === '' ? 'empty text' : 'text';
  if (Array.isArray(value)) return 'a list';
  return WORDS[typeof value] ?? typeof value;
}
