import { type FixedCost, fixedCostOf } from '../../infra/fixed-cost.ts';
import { COMPILED, REGION } from '../../infra/prices.ts';

/** What a stack costs before any traffic, in a line; with another for what has no price here. */
export function fixedCostIn(template: unknown): readonly string[] {
  const { parts, dollars, polling, unpriced } = fixedCostOf(template);
  const told = [
    `fixed cost: ${money(dollars)} a month at the list prices of ${COMPILED} in ${REGION} (${inWords(parts)}), before any traffic`,
    ...(polling > 0 ? [`polling the queue adds about ${money(polling)}`] : []),
  ];
  return [told.join('; '), ...(unpriced.length > 0 ? [`not in it, for its price is not known here: ${unpriced.join(', ')}`] : [])];
}

const NAMES = {
  secrets: 'secret',
  'alarm metrics': 'alarm metric',
  'composite alarms': 'composite alarm',
  dashboards: 'dashboard',
} as const satisfies Readonly<Record<keyof FixedCost['parts'], string>>;

function inWords(parts: FixedCost['parts']): string {
  const named = new Map(Object.entries(NAMES));
  const told = Object.entries(parts).filter(([, { count }]) => count > 0);
  const each = told.map(([part, { count, dollars }]) => `${counted(count, named.get(part) ?? part)} ${money(dollars)}`);
  return each.join(', ') || 'nothing that has a price of its own';
}

const counted = (count: number, name: string): string => (count === 1 ? name : `${count} ${name}s`);
const money = (dollars: number): string => `$${dollars.toFixed(2)}`;
