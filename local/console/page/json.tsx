/** Anything, to be read: what is JSON in pretty lines, and the rest as it is. */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  return <Text text={prettyOf(value)} label={label} />;
}

/** Text in lines, which scrolls for itself. */
export function Text({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <pre tabIndex={0} role="region" aria-label={label}>
      {text === '' ? '(empty)' : text}
    </pre>
  );
}

export function prettyOf(value: unknown): string {
  const read = typeof value === 'string' ? parsed(value) : value;
  return typeof read === 'string' ? read : (JSON.stringify(read, null, 2) ?? '(nothing)');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
