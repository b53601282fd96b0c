import * as z from 'zod/mini';

import type { World } from '../../local/stores.ts';
import { propertiesOf } from '../../local/template.ts';

/** A metric as a widget or an alarm names it. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

const Joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const Widgets = z.object({ widgets: z.array(z.looseObject({ properties: z.looseObject({}) })) });

/** The text of the dashboard, references as an x. */
function bodyOf(body: unknown): string {
  if (typeof body === 'string') return body;
  const [, parts] = Joined.parse(body)['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}

export const widgetsIn = (world: World) =>
  propertiesOf(world.template, 'AWS::CloudWatch::Dashboard').flatMap(
    ({ DashboardBody }) => Widgets.parse(JSON.parse(bodyOf(DashboardBody))).widgets,
  );

const Lines = z.array(z.array(z.unknown()));

/** Every metric that a widget shows, those of searches too. */
export function metricsShown(world: World): readonly Named[] {
  return widgetsIn(world).flatMap(({ properties: { metrics } }) =>
    Lines.parse(metrics ?? []).flatMap(([first, second]) => namedIn(first, second)),
  );
}

function namedIn(first: unknown, second: unknown): readonly Named[] {
  if (typeof first === 'string' && typeof second === 'string') return [{ namespace: first, name: second }];
  const expression = z.looseObject({ expression: z.string() }).safeParse(first).data?.expression ?? '';
  const [, namespace = '', name = ''] = /Namespace="([^"]+)".*MetricName="([^"]+)"/.exec(expression) ?? [];
  return [{ namespace, name }];
}

/** Every query of Logs Insights: the saved ones, and those of widgets. */
export const queriesIn = (world: World): readonly string[] => [
  ...propertiesOf(world.template, 'AWS::Logs::QueryDefinition').map(({ QueryString }) => String(QueryString)),
  ...widgetsIn(world).flatMap(({ properties: { query } }) => (typeof query !== 'string' ? [] : [query.replace(/^(SOURCE 'x' \| )+/, '')])),
];

const WORDS = new Set('fields filter stats sort limit by as asc desc and or in like count min max coalesce ispresent'.split(' '));

/** The fields that a query asks for: no word of the language, no text, none that it names itself. */
export function fieldsIn(query: string): readonly string[] {
  const bare = query.replaceAll(/"[^"]*"|\/[^/]*\//g, ' ');
  const own = new Set([...bare.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  return [...new Set(bare.match(/@?[A-Za-z_]\w*/g))].filter((word) => !word.startsWith('@') && !WORDS.has(word) && !own.has(word));
}
