import type * as z from 'zod/mini';

import { didYouMean } from '../bunce/nearest.ts';
import { isSecretName, looksSecret, misplaced } from './looks-secret.ts';
import { words } from './words.ts';

type Path = readonly PropertyKey[];

/** What is wrong with one value of the config. */
export interface Mistake {
  readonly path: Path;
  readonly text: string;
  readonly value?: unknown;
  /** A name that no schema knows. */
  readonly unknown?: boolean;
  /** Known to be the name of one. */
  readonly secret?: boolean;
}

/** All that a schema finds wrong with a value, in words. */
export const mistakesBy = (schema: Pick<z.ZodMiniType, 'safeParse'>, value: unknown): readonly Mistake[] =>
  (schema.safeParse(value, words).error?.issues ?? []).flatMap((issue) => flat(issue, []));

/** The same as lines with their place, at which the value stands. */
export const linesBy = (schema: Pick<z.ZodMiniType, 'safeParse'>, { value, at = [] }: { readonly value: unknown; readonly at?: Path }) =>
  mistakesBy(schema, value).map((mistake) => lineOf({ ...mistake, path: [...at, ...mistake.path] }));

/** A value that may be a secret is never in it. */
export function lineOf({ path, text, value, unknown = false, secret = false }: Mistake): string {
  const isSecret = secret || looksSecret(value) || (unknown && isSecretPlace(path));
  const place = placeOf(path);
  return `${place === '' ? '' : `${place}: `}${isSecret ? misplaced(ownerOf(path)) : text}`;
}

const placeOf = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`),
    '',
  );

/** Under these the names are Bunce's or the team's. */
const OTHERS: ReadonlySet<PropertyKey> = new Set(['events', 'ownEvents', 'attributes']);

const isSecretPlace = ([first = '', ...rest]: Path): boolean => !OTHERS.has(first) && isSecretName(String(rest.at(-1) ?? first));

/** Whose secret it would be. */
const ownerOf = ([first, name]: Path): string => (first === 'providers' || first === 'generic' ? String(name) : 'bunce');

function flat(issue: z.core.$ZodIssue, at: Path): readonly Mistake[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownIn(issue, path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = meantOf(issue.errors);
    if (meant) return meant.flatMap((each) => flat(each, path));
  }
  const value = issue.code === 'invalid_union' && 'discriminator' in issue ? fieldOf(issue.input, issue.discriminator) : issue.input;
  const text =
    issue.message.startsWith('expected ') && !issue.message.includes(', got ') ? `${issue.message}, got ${shown(value)}` : issue.message;
  const known = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return [{ path, value, text: typeof value === 'string' ? text + didYouMean(value, known) : text }];
}

function unknownIn({ keys, message, input }: z.core.$ZodIssueUnrecognizedKeys, path: Path): readonly Mistake[] {
  const lines = message.split('\n');
  return keys.map((key, index) => ({ path: [...path, key], text: lines[index] ?? '', value: fieldOf(input, key), unknown: true }));
}

const fieldOf = (value: unknown, key: string | undefined): unknown =>
  typeof value === 'object' && value !== null && key !== undefined ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

/** Of several forms the one that the value has, where only a part of it is wrong. */
function meantOf(errors: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const inside = ({ code, path }: z.core.$ZodIssue): boolean => path.length > 0 || code === 'unrecognized_keys';
  return errors.filter((issues) => issues.every(inside)).toSorted((a, b) => a.length - b.length)[0];
}

const LONGEST = 60;

/** As people write it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value.length > LONGEST ? 'a long text' : `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'an object';
}
