import type * as z from 'zod/mini';
// By itself: the namespace `z.core` would bring all of zod's languages into the consumer.
import { $ZodObject } from 'zod/v4/core';

import { meantOr } from '../bunce/nearest.ts';

type Raw = Parameters<z.core.$ZodErrorMap>[0];

/** What a schema of the config says where it has no words of its own; zod/mini has none. */
export const words = { error: sentence, reportInput: true } as const;

function sentence(issue: Raw): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${exampleAt(issue.path ?? []) ?? KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${either(issue.values.map(quoted))}`;
    case 'invalid_union':
      return `expected ${either(optionsOf('options' in issue ? issue.options : undefined))}`;
    case 'invalid_format':
      return `expected ${FORMATS[issue.format] ?? 'another form'}`;
    case 'too_small':
      return `expected ${SMALLEST[issue.origin] ?? `a number above ${issue.minimum}`}`;
    case 'too_big':
      return `expected ${issue.maximum} at most`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'expected another name';
    case 'unrecognized_keys':
      return unknownIn(issue);
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'expected another value';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const exampleAt = (path: readonly PropertyKey[]): string | undefined => {
  const [above, name] = [undefined, ...path].slice(-2).map(String);
  return path.length === 0
    ? 'the config as an object: defineConfig({ … })'
    : (EXAMPLES[name ?? ''] ?? (path.length === 2 ? UNDER[above ?? ''] : undefined));
};

/** Of what stands right below a part of the config. */
const UNDER: Readonly<Record<string, string>> = {
  providers: '{ <its settings> }, {} for none',
  events: '{ event, parameters }, a list of them, or null',
  generic: "{ scheme: 'hmac' or 'standard-webhooks', … }",
  stages: '{ <what differs there> }',
  ownEvents: "{ <property>: 'text', 'number', 'money' or 'time' }",
};

/** Of objects that stand under these names. */
const EXAMPLES: Readonly<Record<string, string>> = {
  bunce: '{ baseUrl }, such as { baseUrl: BUNCE_SANDBOX }',
  providers: '{ <name of a provider>: { <its settings> } }, such as { paystack: {} }',
  events: "{ <event>: <its binding> }, such as { signed_up: { event: 'Signed up', parameters: {} } }",
  parameters: "{ <Bunce's parameter>: <where its value comes from> }, {} for none",
  attributes: '{ <name>: <attribute in Bunce> }',
  on: "{ <the sender's event type>: { event, … } }",
  delivery: "{ <setting>: <duration> }, such as { giveUpAfter: '3d' }",
  generic: "{ <name of a sender>: { scheme: 'hmac' or 'standard-webhooks', … } }",
  throttle: '{ ratePerSecond, burst }, such as { ratePerSecond: 50, burst: 100 }',
  reservedConcurrency: '{ receivers, consumer }, such as { consumer: 2 }',
  domain: "{ name, certificateArn }, such as { name: 'hooks.example.com', certificateArn: 'arn:aws:acm:…' }",
  hostedZone: "{ id, name }, such as { id: 'Z0123456789ABC', name: 'example.com' }",
  stages: '{ <name of a stage>: { <what differs there> } }',
  ownEvents: "{ <event>: { <property>: 'text' } }",
};

const FORMATS: Readonly<Record<string, string>> = { email: 'an e-mail address', url: 'a URL' };

const SMALLEST: Readonly<Record<string, string>> = { string: 'a text that is not empty', array: 'one entry at least' };

/** Of a union that is told apart by one setting. */
const optionsOf = (options: unknown): readonly string[] => (Array.isArray(options) ? options.map(quoted) : ['another value']);

const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** As a sentence has them. */
export const either = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;

/** A line for each name that a schema does not know. */
function unknownIn({ keys, inst }: Raw & { readonly code: 'unrecognized_keys' }): string {
  const known = inst instanceof $ZodObject ? Object.keys(inst._zod.def.shape) : [];
  return keys.map((key) => `no such setting${known.length === 0 ? '' : meantOr(key, { known, all: 'there are' })}`).join('\n');
}
