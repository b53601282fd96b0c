import { describe, expect, it, onTestFinished } from 'vitest';

import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { purchase } from '../local/bunce/simulated.ts';
import { bunceCalled } from './bunce-called.ts';
import { cli } from './cli.ts';
import { startTarget } from './target.ts';

describe('a command of bunce', () => {
  it('says on standard error where it acts', async () => {
    const { run, url } = await bunceCalled();
    expect(await run(['events', 'list'])).toEqual({ code: 0, stdout: '', stderr: `Bunce at ${url}\nno events\n` });
  });

  it('acts on the local run where one is up', async () => {
    const target = await startTarget();
    onTestFinished(async () => target.stop());
    expect((await target.run('bunce', 'events', 'list')).stderr).toMatch(/^Bunce's simulator of the local run at http/);
  });

  it('changes nothing live without asking, but reads', async () => {
    const { run, live, control } = await bunceCalled();
    await live('POST /events', purchase);
    await control('POST /reset', {});
    const trigger = ['events', 'trigger', 'Purchase', '--email', 'ada@example.com', '--param', 'Amount=1'];
    expect(await run(trigger, { key: LOCAL_KEYS.live })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/trigger "Purchase" in the live account at .* give --yes/),
    });
    expect((await control('GET /log')).body).toEqual([]);
    expect(await run(['events', 'list'], { key: LOCAL_KEYS.live })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Amount:numeric!'),
    });
    expect(await run([...trigger, '--yes'], { key: LOCAL_KEYS.live })).toMatchObject({ code: 0 });
  });

  it('tells what stands in its way in one line', async () => {
    const { run } = await bunceCalled();
    expect(await run(['events', 'list'], { key: 'sk_test_wrong' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Bunce at .*\nerror: Bunce refuses the key \(401: Unauthenticated\).*\n$/),
    });
    const nowhere = { environment: { PORT: '1', BUNCE_KEY: '' } };
    expect(await cli(['bunce', 'events', 'list', '--stage', 'default'], nowhere)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('set BUNCE_KEY'),
    });
  });
});
