import * as z from 'zod/mini';

/** What AWS itself writes into the log groups of a template, in bytes. */
export interface PlatformLogs {
  /** For each request to the gateway. */
  readonly access: number;
  /** For each invocation of a function. */
  readonly invocation: number;
}

const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}) })),
});
const Stage = z.object({ AccessLogSettings: z.optional(z.object({ Format: z.string() })) });
const Function = z.object({
  LoggingConfig: z._default(z.object({ LogFormat: z._default(z.string(), 'Text'), SystemLogLevel: z._default(z.string(), 'INFO') }), {
    LogFormat: 'Text',
    SystemLogLevel: 'INFO',
  }),
});

/** What stands for each variable of an access log when a webhook was taken. */
const TYPICAL: Readonly<Record<string, string>> = {
  requestId: 'JKJaXmPLvHcESHA=',
  extendedRequestId: 'JKJaXmPLvHcESHA=',
  requestTime: '27/Nov/2026:10:00:00 +0000',
  requestTimeEpoch: '1795773600000',
  routeKey: 'POST /webhooks/paystack',
  httpMethod: 'POST',
  protocol: 'HTTP/1.1',
  status: '200',
  responseLength: '11',
  responseLatency: '48',
  integrationLatency: '45',
  integrationStatus: '200',
  'integration.status': '200',
  'integration.latency': '45',
  'identity.sourceIp': '203.0.113.195',
  integrationErrorMessage: '-',
  'integration.error': '-',
  'error.message': '-',
  'error.messageString': '-',
  'error.responseType': '-',
};

/** Reads them off a CloudFormation template. Throws for a variable of the access log whose length nobody has told. */
export function platformLogsOf(template: unknown): PlatformLogs {
  const resources = Object.values(Template.parse(template).Resources);
  const of = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const formats = of('AWS::ApiGatewayV2::Stage').flatMap((each) => Stage.parse(each).AccessLogSettings?.Format ?? []);
  const invocations = of('AWS::Lambda::Function').map((each) => invocationBytes(Function.parse(each).LoggingConfig));
  return { access: Math.max(0, ...formats.map(accessBytes)), invocation: Math.max(0, ...invocations) };
}

function accessBytes(format: string): number {
  const line = format.replaceAll(/\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g, (_, name: string) => {
    const value = TYPICAL[name];
    if (value === undefined) throw new Error(`how long is $context.${name} in the access log? Tell bench/platform-logs.ts`);
    return value;
  });
  return Buffer.byteLength(line) + 1;
}

const ID = '8f5e2a6c-1d3b-4f7a-9c0e-2b6d8a4f1e3c';
const REPORT = { durationMs: 45.21, billedDurationMs: 46, memorySizeMB: 512, maxMemoryUsedMB: 98 };
const TEXT = [
  `START RequestId: ${ID} Version: $LATEST`,
  `END RequestId: ${ID}`,
  `REPORT RequestId: ${ID}\tDuration: 45.21 ms\tBilled Duration: 46 ms\tMemory Size: 512 MB\tMax Memory Used: 98 MB\t`,
];
const time = '2026-11-27T10:00:00.000Z';
const JSON_LINES = [
  { time, type: 'platform.start', record: { requestId: ID, version: '$LATEST' } },
  { time, type: 'platform.report', record: { requestId: ID, metrics: REPORT, status: 'success' } },
].map((line) => JSON.stringify(line));

/** Of an invocation that went well, by a process that was there. */
function invocationBytes({ LogFormat, SystemLogLevel }: z.infer<typeof Function>['LoggingConfig']): number {
  const lines = LogFormat === 'Text' ? TEXT : SystemLogLevel === 'WARN' ? [] : JSON_LINES;
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
