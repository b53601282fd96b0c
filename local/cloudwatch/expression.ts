/** A value, or none where nothing was measured. */
export type Value = number | undefined;

/** What the names in it stand for. */
export type Variables = Readonly<Record<string, Value>>;

export type Expression = (variables: Variables) => Value;

const TOKENS = /\s*(>=|<=|==|!=|[-+*/(),<>]|[A-Za-z]\w*|\d+(?:\.\d+)?)/y;

/** As much of CloudWatch's metric math as the alarms use; what it does not know it refuses: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export function parseExpression(text: string): Expression {
  const reader = readerOf(tokensOf(text), text);
  const expression = comparison(reader);
  if (reader.peek() !== undefined) throw unknown(text, reader.peek());
  return expression;
}

interface Reader {
  readonly text: string;
  peek(): string | undefined;
  /** The next token; with `wanted` only that one. */
  take(wanted?: string): string;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.trimEnd().length) {
    const found = TOKENS.exec(text)?.[1];
    if (found === undefined) throw unknown(text, text.slice(TOKENS.lastIndex));
    tokens.push(found);
  }
  return tokens;
}

function readerOf(tokens: readonly string[], text: string): Reader {
  let at = 0;
  return {
    text,
    peek: () => tokens[at],
    take(wanted) {
      const token = tokens[at];
      if (token === undefined || (wanted !== undefined && token !== wanted)) throw unknown(text, token);
      at += 1;
      return token;
    },
  };
}

const unknown = (text: string, what: string | undefined): Error =>
  new Error(`the local CloudWatch does not understand ${what ?? 'the end'} in ${text}`);

const OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '>': (left, right) => Number(left > right),
  '<': (left, right) => Number(left < right),
  '>=': (left, right) => Number(left >= right),
  '<=': (left, right) => Number(left <= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Operators of one rank, from left to right. */
const ranked = (next: (reader: Reader) => Expression, ...operators: readonly string[]) =>
  function read(reader: Reader): Expression {
    let left = next(reader);
    for (let token = reader.peek(); token !== undefined && operators.includes(token); token = reader.peek()) {
      const [before, after, apply] = [left, (reader.take(), next(reader)), OPERATORS[token]];
      left = (variables) => {
        const [one, other] = [before(variables), after(variables)];
        return one === undefined || other === undefined ? undefined : apply?.(one, other);
      };
    }
    return left;
  };

const product = ranked(primary, '*', '/');
const sum = ranked(product, '+', '-');
const comparison = ranked(sum, '>', '<', '>=', '<=', '==', '!=');

const FUNCTIONS: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  FILL: ([value, instead]) => value ?? instead,
  IF: ([condition, yes, no]) => (condition === undefined ? undefined : condition === 0 ? no : yes),
};

function primary(reader: Reader): Expression {
  const token = reader.take();
  if (token === '(') {
    const inner = comparison(reader);
    reader.take(')');
    return inner;
  }
  if (/^\d/.test(token)) return () => Number(token);
  if (!/^[A-Za-z]/.test(token)) throw unknown(reader.text, token);
  return reader.peek() === '(' ? call(token, reader) : (variables) => variables[token];
}

function call(name: string, reader: Reader): Expression {
  const apply = FUNCTIONS[name];
  if (!apply) throw unknown(reader.text, name);
  const given: Expression[] = [];
  do {
    reader.take();
    given.push(comparison(reader));
  } while (reader.peek() === ',');
  reader.take(')');
  return (variables) => apply(given.map((each) => each(variables)));
}
