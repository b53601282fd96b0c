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
const EMAIL = ['email', 'emailaddress'];
const PHONE = ['phone', 'phonenumber', 'mobile', 'mobilenumber'];

/** How a person is called in what teams and log-in providers write of them, however the keys are spelt; what is no text, or an address, is no name. */
export function namesIn(own: unknown): Names {
  const texts = textsOf(own, (text) => typeof text === 'string' && !text.includes('@'));
  const [firstName, lastName, name] = [firstOf(texts, FIRST), firstOf(texts, LAST), firstOf(texts, WHOLE)];
  return { firstName, lastName, name: firstName || lastName ? undefined : name };
}

/** How a person is reached, likewise; a phone may be a number. */
export function contactIn(own: unknown): { readonly email?: string; readonly phone?: string } {
  const texts = textsOf(own, (text) => typeof text === 'string' || typeof text === 'number');
  const [email, phone] = [firstOf(texts, EMAIL), firstOf(texts, PHONE)];
  return { ...(email && { email }), ...(phone && { phone }) };
}

function firstOf(texts: ReadonlyMap<string, string>, keys: readonly string[]): string | undefined {
  for (const key of keys) if (texts.has(key)) return texts.get(key);
  return undefined;
}

/** `first_name`, `firstName` and `First Name` are one key; the first that is filled counts. */
function textsOf(own: unknown, fits: (value: unknown) => boolean): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of typeof own === 'object' && own !== null ? Object.entries(own) : []) {
    if (!fits(value) || String(value).trim() === '') continue;
    const plain = (/[_\s-]/.test(key) ? key.replaceAll(/[_\s-]/g, '') : key).toLowerCase();
    if (!texts.has(plain)) texts.set(plain, String(value));
  }
  return texts;
}
