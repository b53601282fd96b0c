import type { Config } from '../../shared/config/config.ts';
import { deployedStack } from '../aws.ts';
import { Failure } from '../failure.ts';
import type { StackOptions } from '../stack-options.ts';
import { countsOf, DAYS, hoursOf } from './counts.ts';
import { failed } from './finding.ts';
import { learn, type Lesson } from './gap.ts';

/** What to set as a provider's `quiet`, and why. */
export interface Suggestion extends Lesson {
  readonly provider: string;
  readonly setting: string;
}

interface Asked {
  readonly options: StackOptions;
  readonly config: Pick<Config, 'generic'>;
  readonly enabled: readonly string[];
}

/** Of each provider, from what its receiver verified lately. Throws a Failure where nothing is deployed or CloudWatch does not tell. */
export async function suggestQuiet({ options, config: { generic = {} }, enabled }: Asked): Promise<readonly Suggestion[]> {
  const { stack } = await deployedStack(options);
  const { trusted } = await countsOf(stack).catch((error: unknown) => {
    throw new Failure(failed('metrics', error).text);
  });
  return enabled.map((provider) => ({
    provider,
    setting: Object.hasOwn(generic, provider) ? `generic.${provider}.settings.quiet` : `providers.${settingName(provider)}.quiet`,
    ...learn(hoursOf(provider, trusted), Date.now()),
  }));
}

const settingName = (provider: string): string => (/^\w+$/.test(provider) ? provider : `'${provider}'`);

/** A line of the config with what it was learned from, or why there is none. */
export function suggestionText({ setting, webhooks, longestGap, quiet, silentFor }: Suggestion): string {
  const since = silentFor === undefined ? '' : `; silent for ${silentFor} h now, which does not count`;
  const seen = `${webhooks === 1 ? '1 webhook' : `${webhooks} webhooks`}${since}`;
  if (quiet === undefined) return `${setting}: too little to learn from in ${DAYS} days, ${seen}`;
  return `${setting}: '${quiet}'  // longest gap ${longestGap} h in ${DAYS} days, ${seen}`;
}
