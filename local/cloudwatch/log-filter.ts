/** Whether a metric filter takes a line of JSON: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export type LogFilter = (line: Readonly<Record<string, unknown>>) => boolean;

const TOKENS = /\s*(&&|\|\||!=|=|[()]|\$\.\w+|"[^"]*")/y;

/** As much of the syntax for JSON as our filters use: texts, `*`, `&&` before `||`, brackets. */
export function parseLogFilter(pattern: string): LogFilter {
  const inner = /^\{([\s\S]*)\}$/.exec(pattern.trim())?.[1];
  if (inner === undefined) throw misread(pattern);
  const tokens = tokensOf(inner.trim());
  const filter = either(tokens);
  if (tokens.length > 0) throw misread(pattern);
  return filter;
}

const misread = (pattern: string): Error => new Error(`the local CloudWatch does not understand the filter ${pattern}`);

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const found = TOKENS.exec(text)?.[1];
    if (found === undefined) throw misread(text);
    tokens.push(found);
  }
  return tokens;
}

function either(tokens: string[]): LogFilter {
  const some = [all(tokens)];
  while (tokens[0] === '||') some.push((tokens.shift(), all(tokens)));
  return (line) => some.some((each) => each(line));
}

function all(tokens: string[]): LogFilter {
  const every = [term(tokens)];
  while (tokens[0] === '&&') every.push((tokens.shift(), term(tokens)));
  return (line) => every.every((each) => each(line));
}

function term(tokens: string[]): LogFilter {
  const first = tokens.shift() ?? '';
  if (first !== '(') return compared(first, tokens);
  const inner = either(tokens);
  if (tokens.shift() !== ')') throw misread(first);
  return inner;
}

/** What is not there is neither equal nor unequal. */
function compared(field: string, tokens: string[]): LogFilter {
  const [operator, text] = [tokens.shift(), tokens.shift()];
  if (!field.startsWith('$.') || (operator !== '=' && operator !== '!=') || !text?.startsWith('"')) throw misread(field);
  const wanted = new RegExp(
    `^${text
      .slice(1, -1)
      .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')}$`,
  );
  return (line) => {
    const value = line[field.slice(2)];
    return (typeof value === 'string' || typeof value === 'number') && wanted.test(String(value)) === (operator === '=');
  };
}
