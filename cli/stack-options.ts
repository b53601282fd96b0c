import type { Command } from 'commander';

/** Which stack is meant. Without any of these: the local run, where it is up. */
export interface StackOptions {
  readonly stage?: string;
  readonly stack?: string;
  readonly profile?: string;
  readonly region?: string;
}

export const withStackOptions = (command: Command): Command =>
  command
    .option('--stage <name>', 'a stage of the config, in AWS; unless told the local run, where it is up')
    .option('--stack <name>', "the CloudFormation stack, instead of the stage's")
    .option('--profile <name>', 'the AWS profile; the usual environment counts too')
    .option('--region <name>', 'the AWS region; the usual environment counts too');
