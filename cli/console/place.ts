import { enabled } from '../../infra/enabled.ts';
import { isLiveHost } from '../../shared/bunce/hosts.ts';
import { type Settled, stageOf } from '../../shared/config/config.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { deployedStack } from '../aws.ts';
import type { Outputs } from '../instances.ts';
import type { StackOptions } from '../stack-options.ts';

/** A stack in AWS, and what the project says of it. */
export interface AwsPlace {
  readonly options: StackOptions;
  readonly stack: string;
  readonly outputs: Outputs;
  readonly settings: Settled;
  readonly enabled: readonly Provider[];
  /** It tells of real people, as far as we can know. */
  readonly isProduction: boolean;
}

/** Throws a Failure where there is no such stack, or AWS cannot be asked. */
export async function placeOf(options: StackOptions): Promise<AwsPlace> {
  const project = options.project();
  const settings = stageOf(project.config, options.stage ?? 'default');
  const { stack, outputs } = await deployedStack(options);
  return {
    options,
    stack,
    outputs,
    settings,
    enabled: enabled({ ...project, config: settings }),
    isProduction: isLiveHost(settings.bunce.baseUrl) || settings.stage === 'production',
  };
}
