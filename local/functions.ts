import * as z from 'zod/mini';

import type { Invoked, LogLine } from './lambda/environment.ts';
import { type Code, functionArn, type LocalFunction, startFunction } from './lambda/function.ts';
import type { World } from './stores.ts';
import { plainName, resourcesOf } from './template.ts';

const FunctionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
  ReservedConcurrentExecutions: z._default(z.number(), 4),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
});

/** A function of the template before it starts. */
export interface Described {
  readonly name: string;
  readonly arn: string;
  readonly directory: Code;
  /** As the template gives it, references resolved. */
  readonly environment: Readonly<Record<string, string>>;
  readonly properties: z.infer<typeof FunctionProperties>;
}

/** Each runs the code that is told of it, or else the template's. */
export function describeFunctions(world: World, code: ReadonlyMap<string, Code>): readonly Described[] {
  const kind = { type: 'AWS::Lambda::Function', properties: FunctionProperties };
  return resourcesOf(world, kind).map(([id, properties]) => {
    const name = plainName(id);
    const arn = functionArn(name);
    const directory = code.get(name) ?? world.template.assets.get(properties.Code.S3Key);
    if (directory === undefined) throw new Error(`the template names no code for ${name}`);
    world.known.set(id, { Ref: name, Arn: arn });
    return { name, arn, directory, environment: properties.Environment.Variables, properties };
  });
}

export interface Starting {
  /** What a function gets here instead of, or besides, what the template gives it. */
  readonly environment: (described: Described) => Readonly<Record<string, string>>;
  readonly onLine: (line: LogLine) => void;
  readonly onInvocation?: ((invoked: Invoked) => void) | undefined;
}

/** By ARN, for everything that points at one. */
export type Functions = ReadonlyMap<string, LocalFunction>;

export function startFunctions(described: readonly Described[], starting: Starting): Map<string, LocalFunction> {
  return new Map(described.map((each) => [each.arn, startDescribed(each, starting)] as const));
}

export function startDescribed(described: Described, starting: Starting): LocalFunction {
  const { onLine, onInvocation } = starting;
  return startFunction({
    ...settingsOf(described, starting),
    concurrency: described.properties.ReservedConcurrentExecutions,
    onLine,
    ...(onInvocation && { onInvocation }),
  });
}

/** As its processes get it. */
export const settingsOf = (described: Described, { environment }: Pick<Starting, 'environment'>) => ({
  name: described.name,
  arn: described.arn,
  directory: described.directory,
  handler: described.properties.Handler,
  timeout: described.properties.Timeout,
  memory: described.properties.MemorySize,
  environment: { ...described.environment, ...environment(described) },
});

/** The function behind an ARN of the template. */
export function functionAt(functions: Functions, arn: string): LocalFunction {
  const found = functions.get(arn);
  if (!found) throw new Error(`the template has no function ${arn}`);
  return found;
}
