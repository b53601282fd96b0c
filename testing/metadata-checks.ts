import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import { parsed } from '../shared/webhook/payload.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { read } from '../shared/webhook/read.ts';
import type { Check } from './subject.ts';

/** What anybody may attach: as JSON, for an object of ours would have no such keys of its own. */
const HOSTILE: Readonly<Record<string, string>> = {
  __proto__: '{"__proto__":{"kind":"stolen","admin":true},"constructor":{"prototype":{"kind":"stolen"}}}',
  'ten thousand keys': JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 'x']))),
  'one huge value': JSON.stringify({ kind: 'x'.repeat(150_000) }),
  'nested values': `{"kind":${'{"a":'.repeat(500)}1${'}'.repeat(500)},"user_id":[["u"]]}`,
};

/** What a config may read of it. */
export const SELECTION = { metadata: ['kind', '__proto__', 'constructor'], customerId: 'metadata.user_id' } as const;

/** Of a provider that hands on what a merchant attached. */
export const metadataChecks: Readonly<Record<string, Check>> = {
  'is not harmed by what a merchant attaches': async ({ provider, samples }) => {
    for (const sample of samples) {
      const usual = await told(provider, sample);
      for (const [what, attached] of Object.entries(HOSTILE))
        for (const harmed of attachedTo(sample, { provider, attached }))
          expect(await told(provider, harmed), `${sample.name}: ${what}`).toEqual(usual);
    }
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false);
  },

  'hands on nothing of what a merchant attached but what is read': async ({ provider, samples }) => {
    for (const sample of samples) {
      const attached = '{"kind":"topup","user_id":"own-id-1","secret note":"4111-not-ours"}';
      for (const marked of attachedTo(sample, { provider, attached })) {
        const commands = await commandsSelected(provider, marked);
        const text = JSON.stringify(commands);
        expect(text, sample.name).not.toMatch(/secret note|4111-not-ours/);
        if (commands.length === 0) continue;
        expect(text, sample.name).toContain('own-id-1');
        if (commands.some(({ type }) => type === 'track-event')) expect(text, sample.name).toContain('"metadata":{"kind":"topup"}');
      }
    }
  },
};

const readingOf = async (provider: Provider, { headers, body, lookup }: Sample) =>
  read({ provider, request: { headers, body }, testEvents: 'send', selection: SELECTION, find: async () => lookup });

/** What a webhook says under such a config. */
export async function commandsSelected(provider: Provider, sample: Sample) {
  const reading = await readingOf(provider, sample);
  return reading.kind === 'read' ? reading.commands : [];
}

/** What a webhook says, whatever was attached to it. */
async function told(provider: Provider, sample: Sample) {
  const reading = await readingOf(provider, sample);
  if (reading.kind !== 'read') return reading.kind;
  return reading.commands.map((command) => (command.type === 'track-event' ? command.event : command.type));
}

interface Attaching {
  readonly provider: Provider;
  /** JSON of an object. */
  readonly attached: string;
  /** Only in places that the sample's body has. */
  readonly isThere?: boolean;
}

/** The sample with this beside what stands in each of the places, and none of its keys in those that come before it; none where a place is not in its body. */
export function attachedTo(sample: Sample, { provider, attached, isThere = false }: Attaching): readonly Sample[] {
  const places = provider.metadata?.places ?? [];
  return places.flatMap((place) => {
    const body = parsed(sample.body.toString());
    if (isThere && !has(body, place)) return [];
    const text = textAttached(body, { places, place, attached });
    return text === undefined ? [] : [{ ...sample, body: Buffer.from(text) }];
  });
}

interface Place extends Pick<Attaching, 'attached'> {
  readonly places: readonly string[];
  readonly place: string;
}

/** A copy of a record with this in one of its places; undefined where it has no such place. */
export function attachedIn(record: unknown, place: Place): unknown {
  const text = textAttached(structuredClone(record), place);
  return text === undefined ? undefined : parsed(text);
}

function textAttached(body: unknown, { places, place, attached }: Place): string | undefined {
  for (const earlier of places.slice(0, places.indexOf(place))) clear(body, earlier.split('.'));
  return withAt(body, { steps: place.split('.'), attached });
}

function has(body: unknown, place: string): boolean {
  const { holder, last } = heldAt(body, place.split('.'));
  return holder !== undefined && Object.hasOwn(holder, last);
}

const MARK = '"a place for what is attached"';

function withAt(body: unknown, { steps, attached }: { readonly steps: readonly string[]; readonly attached: string }): string | undefined {
  const { holder, last } = heldAt(body, steps);
  if (!holder) return undefined;
  const before = isObject(holder[last]) && !Array.isArray(holder[last]) ? JSON.stringify(holder[last]).slice(1, -1) : '';
  holder[last] = JSON.parse(MARK);
  return JSON.stringify(body).replace(MARK, () => `{${[before, attached.slice(1, -1)].filter(Boolean).join(',')}}`);
}

/** Without the keys that are read, but with whatever else decides there. */
function clear(body: unknown, steps: readonly string[]): void {
  const { holder, last } = heldAt(body, steps);
  const inside = holder?.[last];
  if (holder && typeof inside === 'string') holder[last] = null;
  if (!isObject(inside)) return;
  delete inside['kind'];
  delete inside['user_id'];
}

function heldAt(body: unknown, steps: readonly string[]) {
  const [last = '', ...above] = steps.toReversed();
  const holder = above.toReversed().reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), body);
  return { last, holder: isObject(holder) && !Array.isArray(holder) ? holder : undefined };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
