import { MARK, serviceOf } from '../infra/names.ts';
import { Failure } from './failure.ts';

export type Outputs = Readonly<Record<string, string>>;

/** A stack that CloudFormation knows, whoever made it. */
export interface StackOutputs {
  readonly stack: string;
  readonly outputs: Outputs;
}

/** One `BunceSync` in it. */
export interface Instance extends StackOutputs {
  /** Not told by versions that had one stack for each stage. */
  readonly stage?: string;
}

/** Found by the output that each has, wherever in the team's app its construct stands. `stack` tells it from others, as `--stack` takes it. */
export function instancesIn({ stack, outputs }: StackOutputs): readonly Instance[] {
  return Object.entries(outputs)
    .filter(([name]) => name.endsWith(MARK))
    .map(([name, stage]) => {
      const instance = name.slice(0, -MARK.length);
      return { stack: serviceOf({ stack, instance }), stage, outputs: outputsOf(instance, outputs) };
    });
}

const outputsOf = (instance: string, outputs: Outputs): Outputs =>
  Object.fromEntries(
    Object.entries(outputs)
      .filter(([name]) => name.startsWith(instance))
      .map(([name, value]) => [name.slice(instance.length), value]),
  );

/** The one of the stage; undefined where there is none. Throws a Failure with what to add where several are. */
export function oneOf(instances: readonly Instance[], stage: string): Instance | undefined {
  const [found, ...others] = instances.filter((each) => each.stage === undefined || each.stage === stage);
  if (found && others.length > 0) throw new Failure(`several fit, name one of them: ${listed([found, ...others])}`);
  return found;
}

/** What else could have been meant, to stand behind the refusal. */
export const otherwise = (instances: readonly Instance[]): string => (instances.length === 0 ? '' : `, but ${listed(instances)}`);

const listed = (instances: readonly Instance[]): string =>
  instances.map(({ stack, stage = 'default' }) => `--stack ${stack}${stage === 'default' ? '' : ` --stage ${stage}`}`).join(', ');
