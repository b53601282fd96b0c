import { expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';

import { voice, type Voice } from '../../../shared/runtime/log.ts';

const Line = z.record(z.string(), z.unknown());
type Line = z.infer<typeof Line>;

/** The lines that a function of the stack Shop writes. */
function written(say: (spoken: Voice) => void, level = 'INFO'): readonly Line[] {
  const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'Shop');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', level);
  onTestFinished(() => void vi.unstubAllEnvs());
  try {
    say(voice('paystack'));
    return output.mock.calls.map(([line]) => Line.parse(JSON.parse(String(line))));
  } finally {
    output.mockRestore();
  }
}

const series = (name: string, ...dimensions: readonly string[]) => ({
  Namespace: 'bunce-sync',
  Dimensions: [['service', ...dimensions]],
  Metrics: [{ Name: name }],
});
const sent = ({ _aws }: Line) => z.object({ CloudWatchMetrics: z.unknown() }).parse(_aws).CloudWatchMetrics;

it('a line takes along what was counted before it', () => {
  const [line = {}, ...others] = written(({ log, metrics, flush }) => {
    metrics.count('webhooks', { provider: 'paystack', outcome: 'accepted' });
    metrics.count('verified', { provider: 'paystack', secret: 'current' });
    log.info('accepted', { correlation_id: 'paystack/1' });
    flush();
  });
  expect(others).toEqual([]);
  expect(line).toMatchObject({ level: 'INFO', message: 'accepted', function: 'paystack', correlation_id: 'paystack/1', service: 'Shop' });
  expect(line).toMatchObject({ provider: 'paystack', outcome: 'accepted', secret: 'current', webhooks: 1, verified: 1 });
  expect(sent(line)).toEqual([series('webhooks', 'provider', 'outcome'), series('verified', 'provider', 'secret')]);
});

it('what is counted several times is summed; of what is measured every value stands', () => {
  const lines = written(({ metrics, flush }) => {
    for (const value of [5, 7]) metrics.record('latency', { value, unit: 'ms' });
    for (let times = 0; times < 3; times += 1) metrics.count('throttled');
    flush();
  });
  expect(lines).toMatchObject([{ latency: [5, 7], throttled: 3 }]);
});

it('two values of one dimension stand in two lines, and none in the place of a field', () => {
  const lines = written(({ log, metrics, flush }) => {
    metrics.count('calls', { status: 'ok' });
    metrics.count('calls', { status: '500' });
    log.warn('slow', { status: '429' });
    log.info('delivered');
    flush();
  });
  expect(lines.map(({ message, status, calls }) => [message, status, calls])).toEqual([
    ['slow', '429', undefined],
    ['delivered', 'ok', 1],
    [undefined, '500', 1],
  ]);
});

it('a line holds a hundred values of one metric and no more', () => {
  const lines = written(({ metrics, flush }) => {
    for (let value = 0; value < 150; value += 1) metrics.record('latency', { value, unit: 'ms' });
    flush();
  });
  expect(lines.map(({ latency }) => z.array(z.number()).parse(latency).length)).toEqual([100, 50]);
});

it('metrics leave also where the level leaves out the lines', () => {
  const lines = written(({ log, metrics, flush }) => {
    metrics.count('webhooks');
    log.info('accepted');
    flush();
  }, 'ERROR');
  expect(lines).toMatchObject([{ service: 'Shop', webhooks: 1 }]);
  expect(lines[0]).not.toHaveProperty('message');
});

it.each([
  ['INFO', ['told']],
  ['debug', ['asked', 'told']],
  ['no level at all', ['told']],
])('with the level %s the messages are %j', (level, messages) => {
  const lines = written(({ log }) => {
    log.debug('asked');
    log.info('told');
  }, level);
  expect(lines.map(({ message }) => message)).toEqual(messages);
});

it('a field that could hold a person or a secret is not written', () => {
  expect(written(({ log }) => log.error('failed', { email: 'ada@example.com', type: 't' }))).toMatchObject([
    { email: '[redacted]', type: 't' },
  ]);
});
