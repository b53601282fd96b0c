import type { Invocation } from './invocation.ts';

/** A function as the template describes it, and where its lines go. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  /** Where the bundled code lies. */
  readonly directory: string;
  /** `<file>.<export>`. */
  readonly handler: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memory: number;
  /** All that the function sees of the outside: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** For Node, before the function's own start; default: none. */
  readonly flags?: readonly string[];
  /** Each line the function writes to stdout or stderr. */
  readonly onLine?: (line: LogLine) => void;
  /** Each invocation, when it has ended. */
  readonly onInvocation?: (invocation: Invoked) => void;
}

/** In milliseconds of `performance.now()`, from when the process took the event to its end; one that was never taken took no time. */
export interface Invoked {
  readonly function: string;
  readonly began: number;
  readonly ended: number;
  readonly result: Invocation;
}

export interface LogLine {
  readonly function: string;
  readonly line: string;
  /** The id of the invocation that wrote it, where one did. */
  readonly request?: string | undefined;
}

/** One region and one account, as the embedded queue server has them. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** Enough for the SDKs to sign; nothing on loopback checks it. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The variables Lambda itself sets: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export function environmentOf(settings: FunctionSettings, runtimeApi: string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    ...settings.environment,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memory),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: settings.directory,
    _HANDLER: settings.handler,
  };
}
