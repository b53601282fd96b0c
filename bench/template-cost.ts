import { providers as registry } from '../functions/webhooks/registry.ts';
import { fixedCostOf } from '../infra/fixed-cost.ts';
import { COMPILED, costOf, REGION } from '../infra/prices.ts';
import { loadProject } from '../shared/config/project.ts';
import { KNOWN, startMeasuring, type Usage } from './measuring.ts';
import { mixOf } from './mix.ts';
import { perMillion } from './per-million.ts';
import { platformLogsOf } from './platform-logs.ts';
import { project as ours } from './project.ts';
import { type Choice, memoryIn, templateFor } from './synthesized.ts';
import { sendBurst, sendSingly } from './system.ts';
import { printBill } from './template-cost-tables.ts';
import { overLimits, seriesFor, type StackCost, type Way } from './template-limits.ts';

export interface TemplateCostOptions {
  readonly webhooks: number;
  readonly trickle: number;
  readonly providers?: readonly string[];
  readonly project?: string;
  readonly json?: boolean;
}

/** The bill: what the template costs before any traffic, and what webhooks add; leaves exit code 1 beyond a limit. */
export async function printTemplateCost(options: TemplateCostOptions): Promise<void> {
  const choice = chosen(options);
  const template = templateFor(choice);
  const used = await measured(options);
  const series = new Set([...used.bursts.series, ...used['one by one'].series]);
  const all = Object.keys(registry);
  const stacks = [
    stackOf(template, { providers: choice.providers.length, series }),
    stackOf(templateFor({ ...choice, providers: all }), { providers: all.length, series }),
  ];
  const setting = { logs: platformLogsOf(template), memory: memoryIn(template) };
  const millions = { bursts: perMillion(used.bursts, setting), 'one by one': perMillion(used['one by one'], setting) };
  const over = overLimits(stacks, millions);
  if (options.json) {
    const units = Object.fromEntries(Object.entries(used).map(([way, of]) => [way, { ...of, series: [...of.series].toSorted() }]));
    console.log(JSON.stringify({ prices: { compiled: COMPILED, region: REGION }, stacks, millions, units, over }, null, 2));
  } else printBill({ stacks, millions, used, over, memory: setting.memory });
  if (over.length > 0) process.exitCode = 1;
}

function chosen({ project: folder, providers }: TemplateCostOptions): Choice {
  if (folder === undefined) return { project: ours, providers: providers ?? ['clerk', 'paystack', 'stripe'] };
  const project = loadProject(folder);
  return { project, providers: providers ?? Object.keys(project.config.providers) };
}

/** In a month; a process asks for its secret every five minutes. */
const SECRET_READS = 12 * 730;

interface Kept {
  readonly providers: number;
  readonly series: ReadonlySet<string>;
}

function stackOf(template: unknown, { providers, series }: Kept): StackCost {
  const fixed = fixedCostOf(template);
  return {
    ...fixed,
    providers,
    metrics: costOf('metric', seriesFor(series, providers)),
    secretReads: costOf('secretRead', SECRET_READS * fixed.parts.secrets.count),
  };
}

async function measured({ webhooks, trickle }: TemplateCostOptions): Promise<Readonly<Record<Way, Usage>>> {
  const measuring = await startMeasuring();
  try {
    const bursts = await measuring.used(mixOf({ from: 100_000, count: webhooks }, KNOWN), sendBurst);
    const singly = await measuring.used(mixOf({ from: 200_000, count: trickle }, KNOWN), sendSingly);
    return { bursts, 'one by one': singly };
  } finally {
    await measuring.close();
  }
}
