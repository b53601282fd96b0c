import { expect } from 'vitest';

import type { Sample } from '../local/samples.ts';
import type { Command } from '../shared/bunce/command.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { Check } from './subject.ts';
import { commandsIn, readingOf, readingOfRequest } from './reading.ts';
import { signed } from './signed.ts';

/** What a value may be, whoever wrote it. */
export const valueChecks: Readonly<Record<string, Check>> = {
  'keeps every digit of a long id': async ({ provider, samples }) => {
    for (const sample of samples) {
      const told = await idsOf(provider, sample);
      for (const number of numbersIn(sample.body).filter((digits) => told.some((id) => within(id, digits)))) {
        const long = { ...sample, body: edited(sample, (text) => text.replace(numeral(number), LONG)) };
        const isText = (id: string): boolean => sample.body.includes(JSON.stringify(id));
        const expected = told.map((id) => (within(id, number) && !isText(id) ? id.replace(number, LONG) : id));
        expect(await idsOf(provider, long), `${sample.name}, ${number} made long`).toEqual(expected);
      }
    }
  },

  'keeps names of every script': async ({ provider, samples }) => {
    for (const sample of samples) {
      for (const known of namesIn(commandsIn(await readingOf(provider, sample)))) {
        for (const [name, written] of NAMES.flatMap((one) => [[one, JSON.stringify(one)] as const, [one, escaped(one)] as const])) {
          const renamed = renamedTo(sample, { known: JSON.stringify(known), written });
          if (!renamed) continue;
          expect(namesIn(commandsIn(await readingOf(provider, renamed))), `${sample.name}, ${known}`).toContain(name);
        }
      }
    }
  },

  'takes anything for what others write freely': async ({ provider, samples }) => {
    for (const sample of samples) {
      const { headers } = signed(provider, { sample });
      for (const odd of [null, 0, '', 'text', '{"as":"text"}', [], {}, { custom_fields: [{ value: { deep: 0 } }] }]) {
        const body = Buffer.from(JSON.stringify(withFree(payloadOf(sample.body), odd)));
        const reading = await readingOfRequest(provider, { request: { headers, body }, lookup: sample.lookup });
        expect(reading.kind, `${sample.name} with ${JSON.stringify(odd)}`).not.toBe('unreadable');
      }
    }
  },
};

/** The sample's body as other text. */
export const edited = ({ body }: Sample, edit: (text: string) => string): Buffer => Buffer.from(edit(body.toString('utf8')));

/** Shopify's, of its documentation: JSON.parse would end it in 500. */
export const LONG = '820982911946154508';

/** Whole numbers that may be somebody's or something's. */
export const numbersIn = (body: Buffer): readonly string[] => [
  ...new Set([...body.toString('utf8').matchAll(/(?<=[:[,]\s*)\d{2,15}(?=\s*[,\]}])/g)].map(([digits]) => digits)),
];
/** Such a number where it stands. */
export const numeral = (digits: string): RegExp => new RegExp(`(?<=[:[,]\\s*)${digits}(?=\\s*[,\\]}])`, 'g');
/** Whether an id holds it as a whole. */
export const within = (id: string, digits: string): boolean => new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(id);

/** Who and what the commands name. */
async function idsOf(provider: Provider, sample: Sample): Promise<readonly string[]> {
  return commandsIn(await readingOf(provider, sample)).flatMap((command) => {
    const { id = '', aliases = [] } = command.customer;
    const properties: object = command.type === 'track-event' ? command.event.properties : {};
    return [id, ...aliases, 'reference' in properties ? String(properties.reference) : ''];
  });
}

const NAMES = ['Ọláńrewájú', 'O’Brien-Łukasz', 'محمد عبدالله', 'अनिता', '王小明', '𠮷野 🌍', 'Nguye\u0302\u0303n'];

const namesIn = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap(({ customer: { firstName, lastName, name } }) => [firstName ?? [], lastName ?? [], name ?? []].flat());

/** The JSON of a text in ASCII, as PHP and Python write it. */
const escaped = (text: string): string =>
  JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Undefined where the name is not written as it was told, but put together. */
function renamedTo(sample: Sample, { known, written }: { readonly known: string; readonly written: string }): Sample | undefined {
  const lookup = JSON.stringify(sample.lookup) as string | undefined;
  if (!sample.body.includes(known) && !lookup?.includes(known)) return undefined;
  const body = edited(sample, (text) => text.replaceAll(known, written));
  return { ...sample, body, lookup: lookup && JSON.parse(lookup.replaceAll(known, written)) };
}

/** What shops, apps and users fill as they like, by all its names. */
const FREE =
  `metadata meta_data metaData custom_data customData custom_fields custom_field_data custom_attributes raw_attributes note_attributes
  subscriber_attributes raw_user_meta_data raw_app_meta_data user_metadata app_metadata public_metadata private_metadata unsafe_metadata
  passthrough traits context`.split(/\s+/);

/** The same JSON with this in every such place. */
function withFree(value: unknown, odd: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withFree(each, odd));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, withFree(each, odd)]);
  return { ...Object.fromEntries(fields), ...Object.fromEntries(FREE.map((key) => [key, odd])) };
}
