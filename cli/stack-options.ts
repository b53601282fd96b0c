import type { Command } from 'commander';

import type { InProject } from './project.ts';

/** Which stack is meant, and in which account. */
export interface StackOptions extends InProject, Chosen {}

interface Chosen {
  readonly stage?: string | undefined;
  readonly stack?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** `byDefault`: what is meant without any of these. */
export const withStackOptions = (command: Command, byDefault = 'the local run, where it is up'): Command =>
  command
    .option('--stage <name>', `a stage of the config, in AWS; by default ${byDefault}`)
    .option('--stack <name>', "the CloudFormation stack, instead of the stage's")
    .option('--profile <name>', 'the AWS profile; the usual environment counts too')
    .option('--region <name>', 'the AWS region; the usual environment counts too');

type Told = readonly (readonly [flag: string, value: string])[];

const told = ({ stage, stack, profile, region }: Chosen): Told =>
  Object.entries({ stage, stack, profile, region }).flatMap(([flag, value]) => (value === undefined ? [] : [[flag, value] as const]));

export const isTold = (options: Chosen): boolean => told(options).length > 0;

/** The same again, to stand behind a command that is printed. */
export const flagsOf = (options: Chosen): string =>
  told(options)
    .map(([flag, value]) => ` --${flag} ${/^[\w.:/@-]+$/.test(value) ? value : `'${value}'`}`)
    .join('');
