import { stageOf } from '../../shared/config/config.ts';
import { print } from '../arguments.ts';
import { openAudit } from '../console/audit.ts';
import { callerArn } from '../console/caller.ts';
import type { StackOptions } from '../stack-options.ts';
import { type ReachedStack, withStack } from '../stack.ts';
import { mayErase } from './asking.ts';
import { bondPlan } from './bond-part.ts';
import { remainsOf } from './by-hand.ts';
import { type Erasing, ownEmails } from './erasing.ts';
import type { Part } from './part.ts';
import { partsOf } from './parts.ts';
import { reportText } from './text.ts';
import { type Name, nameOf, whom } from './whom.ts';

export interface EraseOptions extends StackOptions, Name {
  readonly bond?: string | true;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export async function erase(options: EraseOptions): Promise<void> {
  const project = options.project();
  const { dryRun = false, json, stage = 'default' } = options;
  const name = nameOf(options, { project, identity: stageOf(project.config, stage).identity });
  await withStack(options, async (stack) => {
    const erasing = await erasingOf(stack, { name, options });
    const bond = await bondPlan(erasing, options);
    if (!dryRun) await mayErase(erasing, { bond, yes: options.yes === true });
    const parts = dryRun ? await partsOf(erasing, bond) : await audited(erasing, async () => partsOf(erasing, bond));
    const byHand = [...parts.flatMap((part) => part.byHand), ...(await remainsOf(erasing))];
    const failed = parts.filter(({ ended }) => ended === 'failed');
    const data = { dryRun, person: erasing.found.person.id, parts: parts.map(({ byHand: _byHand, ...part }) => part), byHand };
    print(json, { data, text: reportText({ parts, byHand, dryRun }) });
    if (failed.length > 0) process.exitCode = 1;
  });
}

async function erasingOf(
  stack: ReachedStack,
  { name, options }: { readonly name: Name; readonly options: EraseOptions },
): Promise<Erasing> {
  const { stage, stack: stackName, profile, region, dryRun = false, bond } = options;
  const chosen = { stage, stack: stackName, profile, region };
  const found = await whom(name, { ...stack, chosen });
  const emails = await ownEmails({ name, found, stack });
  return { stack, options: chosen, name, found, emails, bondName: bond === true ? 'bond' : bond, dryRun };
}

/** Nothing is done that cannot be noted. */
async function audited(
  { stack: { target, project, settings }, found }: Erasing,
  work: () => Promise<readonly Part[]>,
): Promise<readonly Part[]> {
  const caller = target.local ? 'local' : await callerArn();
  const stack = target.where.replace(/^stack /, '');
  const audit = openAudit({ project, stack, stage: settings.stage, caller, tell: (line) => void process.stderr.write(`${line}\n`) });
  let failed: string | undefined = 'unknown';
  try {
    const parts = await work();
    failed = parts.flatMap(({ what, ended }) => (ended === 'failed' ? [what] : [])).join(', ') || undefined;
    return parts;
  } finally {
    audit.note({ what: 'erase', ids: [found.person.id], ...(failed !== undefined && { failed }) });
    audit.close();
  }
}
