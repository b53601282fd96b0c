/** One step into an object or an array. */
type Step = string | number;

const STEP = /\.([\p{L}\p{N}_$-]+)|\[(\d+)\]|\['([^']+)'\]/uy;

/** `$.data.items[0]['odd key']`: the part of JSONPath that names one value. Throws a RangeError on any other text. */
export function pathOf(text: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  if (!text.startsWith('$')) throw notAPath(text);
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text);
    if (!found) throw notAPath(text);
    const [, name, index, quoted] = found;
    steps.push(name ?? quoted ?? Number(index));
  }
  return steps;
}

const notAPath = (text: string): RangeError => new RangeError(`expected a path such as $.data.items[0].id: got ${text}`);

/** The value there; undefined where any step leads nowhere. Own keys only. */
export function valueAt(payload: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Reflect.get(value, step);
  }, payload);
}
