import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Commands, mendingAt } from '../../local/gameday/commands.ts';
import { type Day, startDay } from '../../local/gameday/day.ts';
import { FAILURES_AT_BUNCE } from '../../local/gameday/failures-at-bunce.ts';
import { FAILURES_HERE } from '../../local/gameday/failures-here.ts';
import { judgeFailure, judgeTrick } from '../../local/gameday/judge.ts';
import { TRICKS } from '../../local/gameday/tricks.ts';
import { genuine, send } from '../../local/gameday/webhooks.ts';
import { close, listen } from '../../local/loopback.ts';
import { provoke } from './provoke.ts';
import { COMMANDS, endingsOf, filledIn, inputOf, parkedId } from './runbook.ts';
import { fieldsIn, metricsShown, queriesIn } from './told.ts';

const FAILURES = [...FAILURES_HERE, ...FAILURES_AT_BUNCE];
const RIGHT: readonly string[] = [];

let day: Day;
let commands: Commands;
beforeAll(async () => {
  day = await startDay();
  commands = await mendingAt(day.run);
}, 120_000);
afterAll(async () => {
  await commands.close();
  await day.close();
});

describe('what strangers do rings nothing', () => {
  it.each(TRICKS)('$title', async (trick) => {
    expect((await judgeTrick(day, trick)).wrong).toEqual(RIGHT);
  });

  it('and would be seen to ring: a signature of the right form that no secret makes', async () => {
    const forged = { ...genuine('clerk'), secret: `whsec_${Buffer.alloc(24, 9).toString('base64')}` };
    const twice = async (): Promise<unknown> => [await send(day.run, forged), await send(day.run, forged)];
    expect((await judgeTrick(day, { title: '', act: twice })).wrong).toEqual(['ClerkReceiverMistrusted rang, and nothing should']);
  });
});

describe('what really fails rings in time, leads to its section, and is over when that has mended it', () => {
  it.each(FAILURES)('$title: $alarm', { timeout: 120_000 }, async (failure) => {
    expect((await judgeFailure({ day, mend: commands.run }, failure)).wrong).toEqual(RIGHT);
  });

  it('and would be seen not to', async () => {
    const nothing = { title: '', alarm: 'Untaken', within: 5, over: 5, section: 'parked-webhooks', act: async () => {} };
    const { wrong } = await judgeFailure({ day, mend: commands.run }, { ...nothing, mending: [{ command: 'parked export x' }] });
    expect(wrong).toEqual([
      'Untaken did not ring',
      'Untaken does not lead to the section parked-webhooks',
      'parked-webhooks of docs/operations.md does not say: npx bunce-sync parked export x',
    ]);
  });

  it('every alarm of the stack rings in one of these, of providers those of two', () => {
    const kindOf = (name: string): string => name.replace(/^\w+Receiver/, '');
    const rung = new Set(FAILURES.map(({ alarm }) => kindOf(alarm)));
    expect(day.alarms.map(({ name }) => kindOf(name)).filter((kind) => !rung.has(kind))).toEqual([]);
  });
});

describe('every command of docs/operations.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-runbook-'));
  const quiet = createServer((_, response) => response.end('{"data":[]}'));
  let api = '';
  beforeAll(async () => {
    api = await listen(quiet);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await close(quiet);
  });
  writeFileSync(join(folder, 'people.csv'), 'paystack,CUS_900,p900@example.com,\n');
  writeFileSync(join(folder, 'body.json'), genuine('paystack').body);

  it.each(COMMANDS)('%s', async (command) => {
    const id = command.includes('<id>') ? await parkedId({ day, commands, folder }) : '';
    const { code, said } = await commands.call(filledIn(command, { id, folder, bunce: day.run.bunce.url, api }), inputOf(command));
    expect([endingsOf(command).includes(code), said]).toEqual([
      true,
      expect.not.stringMatching(/unknown (option|command)|too many arguments|missing required/),
    ]);
  });
});

describe('the dashboard and the saved queries', () => {
  it('name nothing that the run has not told', async () => {
    await provoke(day);
    const shown = [...new Set(metricsShown(day.run.world).map(({ namespace, name }) => `${namespace} ${name}`))];
    const untold = (): readonly string[] => {
      const told = new Set(day.recorder.store.all().map(({ namespace, name }) => `${namespace} ${name}`));
      return shown.filter((name) => !told.has(name));
    };
    expect(shown.length).toBeGreaterThan(20);
    await expect.poll(untold, { timeout: 20_000 }).toEqual([]);
    const lines = day.recorder.lines.flatMap(({ line }) => (line.startsWith('{') ? [Object.keys(JSON.parse(line) as object)] : []));
    const fields = new Set(lines.flat());
    const asked = queriesIn(day.run.world).flatMap(fieldsIn);
    expect(queriesIn(day.run.world)).toHaveLength(7);
    expect([...new Set(asked)].filter((field) => !fields.has(field))).toEqual([]);
  });
});
