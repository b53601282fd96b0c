/** The parts of a name, or the whole one only where there are no parts. */
export interface Names {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly name?: string | undefined;
}

/** In the order in which they are looked for. */
const FIRST = ['firstname', 'givenname'];
const LAST = ['lastname', 'familyname', 'surname'];
const WHOLE = ['fullname', 'name', 'displayname'];

/** How a person is called in what teams and log-in providers write of them, however the keys are spelt; what is no text is no name. */
export function namesIn(own: unknown): Names {
  const texts = textsOf(own);
  const [firstName, lastName, name] = [FIRST, LAST, WHOLE].map((keys) => keys.map((key) => texts.get(key)).find(Boolean));
  return { firstName, lastName, name: firstName || lastName ? undefined : name };
}

/** `first_name`, `firstName` and `First Name` are one key; the first that is filled counts. */
function textsOf(own: unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of typeof own === 'object' && own !== null ? Object.entries(own) : []) {
    const plain = key.replaceAll(/[_\s-]/g, '').toLowerCase();
    if (typeof value === 'string' && value.trim() !== '' && !texts.has(plain)) texts.set(plain, value);
  }
  return texts;
}
