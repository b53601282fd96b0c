import { expect, it } from 'vitest';

import { platformLogsOf } from '../../bench/platform-logs.ts';

const withStage = (Format: string) => ({
  Resources: { Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { AccessLogSettings: { Format } } } },
});
const withLogging = (LoggingConfig?: object) => ({
  Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { ...(LoggingConfig && { LoggingConfig }) } } },
});

it('a line of the access log is as long as its format with what usually stands in it', () => {
  expect(platformLogsOf(withStage('{"status":"$context.status","ip":"$context.identity.sourceIp"}')).access).toBe(
    '{"status":"200","ip":"203.0.113.195"}\n'.length,
  );
});

it('asks for the length of a variable that it does not know', () => {
  expect(() => platformLogsOf(withStage('$context.authorizer.claims.sub'))).toThrow('how long is $context.authorizer.claims.sub');
});

it('no gateway and no function write nothing', () => {
  expect(platformLogsOf({ Resources: {} })).toEqual({ access: 0, invocation: 0 });
});

it("Lambda's own lines are written in text and in JSON, unless only warnings are", () => {
  const bytes = (logging?: object): number => platformLogsOf(withLogging(logging)).invocation;
  expect(bytes()).toBeGreaterThan(200);
  expect(bytes({ LogGroup: 'g' })).toBe(bytes());
  expect(bytes({ LogFormat: 'JSON' })).toBeGreaterThan(200);
  expect(bytes({ LogFormat: 'JSON', SystemLogLevel: 'WARN' })).toBe(0);
});
