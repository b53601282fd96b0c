const STEP = /\.([\p{L}_][\p{L}\p{N}_]*)|\[(\d+)\]|\['([^']+)'\]/uy;

/** `$.data.items[0]['odd key']`: the part of JSONPath (RFC 9535) that names one value, own keys only. Throws a RangeError on any other text. */
export function pathOf(text: string): (payload: unknown) => unknown {
  const steps: string[] = [];
  STEP.lastIndex = 1;
  if (!text.startsWith('$')) throw notAPath(text);
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text);
    if (!found) throw notAPath(text);
    steps.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return (payload) => steps.reduce(valueAt, payload);
}

const notAPath = (text: string): RangeError => new RangeError(`expected a path such as $.data.items[0].id: got ${text}`);

/** Undefined where a step leads nowhere. */
function valueAt(value: unknown, step: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
}
