import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

const made = new Map<string, string>();

/** An RSA key, PEM, that the same words always give: for samples, tests and the local run, where nothing needs to stay secret. */
export function privateKeyFrom(words: string): string {
  const pem = made.get(words) ?? generated(words);
  made.set(words, pem);
  return pem;
}

const EXPONENT = 65_537n;

function generated(words: string): string {
  const [p, q] = [primeFrom(`${words}/p`), primeFrom(`${words}/q`)];
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const key = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, base64url(number)]));
  return String(createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...key } }).export({ type: 'pkcs8', format: 'pem' }));
}

/** The first prime of 1024 bits after a hash of the words. */
function primeFrom(words: string): bigint {
  const blocks = [0, 1].map((block) => createHash('sha512').update(`${words}/${block}`).digest('hex'));
  let candidate = BigInt(`0x${blocks.join('')}`) | (3n << 1022n) | 1n;
  while (!isPrime(candidate)) candidate += 2n;
  return candidate;
}

const SMALL = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/** The small divisors first, for they are quick. */
const isPrime = (number: bigint): boolean =>
  SMALL.every((divisor) => number % divisor !== 0n) && number % EXPONENT !== 1n && checkPrimeSync(number, { checks: 8 });

/** By Euclid's algorithm. */
function inverse(number: bigint, modulus: bigint): bigint {
  let [left, right, before, factor] = [modulus, number % modulus, 0n, 1n];
  while (right > 0n) {
    const times = left / right;
    [left, right, before, factor] = [right, left - times * right, factor, before - times * factor];
  }
  return ((before % modulus) + modulus) % modulus;
}

function base64url(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}

const keys = new Map<string, KeyObject | undefined>();

/** The RSA key of a PEM, private ones and certificates included, read once: reading takes as long as verifying by it. Undefined for what is none. */
export function rsaKeyIn(pem: string): KeyObject | undefined {
  if (!keys.has(pem)) keys.set(pem, keyIn(pem));
  return keys.get(pem);
}

function keyIn(pem: string): KeyObject | undefined {
  if (!pem.startsWith('-----BEGIN ')) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}
