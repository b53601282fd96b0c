import * as z from 'zod/mini';

import { ACCOUNT, REGION } from './lambda/environment.ts';

/** Logical id → what its attributes are here; `Ref` is one of them. Filled while resources come up. */
export type Known = ReadonlyMap<string, Readonly<Record<string, string>>>;

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

const Text = z.string();
const Texts = z.array(z.string());
const Attribute = z.tuple([z.string(), z.string()]);

/** The intrinsic functions CDK writes into such a template; any other is an error here, not a silent difference. */
const INTRINSICS: Readonly<Record<string, (argument: unknown, known: Known) => unknown>> = {
  Ref: (id, known) => PSEUDO[Text.parse(id)] ?? attribute([Text.parse(id), 'Ref'], known),
  'Fn::GetAtt': (path, known) => attribute(Attribute.parse(path), known),
  'Fn::Join': (argument, known) => {
    const [glue, parts] = z.tuple([z.string(), z.unknown()]).parse(argument);
    return Texts.parse(resolve(parts, known)).join(glue);
  },
  'Fn::Split': (argument, known) => {
    const [glue, whole] = z.tuple([z.string(), z.unknown()]).parse(argument);
    return Text.parse(resolve(whole, known)).split(glue);
  },
  'Fn::Select': (argument, known) => {
    const [index, list] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument);
    return z.array(z.unknown()).parse(resolve(list, known))[index];
  },
  'Fn::Sub': (argument, known) =>
    Text.parse(argument).replaceAll(/\$\{([^}!]+)\}/g, (_, name: string) => {
      const [id = '', ...path] = name.split('.');
      return PSEUDO[name] ?? attribute([id, path.join('.') || 'Ref'], known);
    }),
};

/** A property with references and functions replaced by their local values. */
export function resolve(value: unknown, known: Known): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => resolve(each, known));
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [first, ...others] = entries;
  if (first && others.length === 0 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[first[0]];
    if (!intrinsic) throw new Error(`the local run does not understand ${first[0]}`);
    return intrinsic(first[1], known);
  }
  return Object.fromEntries(entries.map(([key, each]) => [key, resolve(each, known)]));
}

function attribute([id, name]: readonly [string, string], known: Known): string {
  const found = known.get(id)?.[name];
  if (found === undefined) throw new Error(`the local run has no ${name} of ${id}`);
  return found;
}
