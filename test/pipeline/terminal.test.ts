import { expect, it, onTestFinished } from 'vitest';

import { announceRun } from '../../local/run-file.ts';
import { cli } from '../cli/cli.ts';
import { project } from '../project.ts';
import { charge, running } from './running.ts';

const pipeline = running();

it('the terminal shows whom Bunce has and what it was told', async () => {
  onTestFinished(await announceRun(project, pipeline.run));
  const environment = { PORT: new URL(pipeline.run.gateway).port };
  await pipeline.send({ provider: 'paystack', body: charge('t1') });
  await pipeline.settled();
  const [events, customers, json] = [
    await cli(['events'], { environment }),
    await cli(['customers'], { environment }),
    await cli(['customers', '--json'], { environment }),
  ];
  expect(events).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^[\d:]{8} {2}Purchase completed {2}t1@example\.com {2}.*Reference=t1\n$/),
  });
  expect(customers).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^paystack:CUS_t1 {2}Ada Eze {2}t1@example\.com {2}\+2348031234567/),
  });
  expect(JSON.parse(json.stdout)).toMatchObject({ customer_id: 'paystack:CUS_t1' });
  const none = await cli(['events'], { environment: { PORT: '1' } });
  expect(none).toMatchObject({ code: 1, stderr: expect.stringMatching(/no local run is up behind port 1: start one with/) });
});
