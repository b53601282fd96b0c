import { parseArgs } from 'node:util';

import { mendingAt } from './commands.ts';
import { type Day, startDay } from './day.ts';
import { FAILURES_AT_BUNCE } from './failures-at-bunce.ts';
import { FAILURES_HERE } from './failures-here.ts';
import { judgeFailure, judgeTrick, type Mend, type Verdict } from './judge.ts';
import { TRICKS } from './tricks.ts';

const HELP = `Usage: npm run gameday -- [--only <words>] [--json]

breaks a local run in every way that an alarm is for, and lets strangers try theirs; reads the alarms of the
synthesized template over what the run measured, on a clock that is put forward; runs the commands of the runbook.
Exit 1 when an alarm is silent, late, rings for a stranger, leads to the wrong section, or cannot be mended.

  --only <words>  scenes with these words in their title
  --json          the verdicts as JSON
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: '' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  const say = values.json ? () => {} : (verdict: Verdict) => console.log(lineOf(verdict));
  const day = await startDay();
  const commands = await mendingAt(day.run);
  try {
    const verdicts = await play(day, { only: values.only, mend: commands.run, say });
    const wrong = verdicts.filter((each) => each.wrong.length > 0).length;
    console.log(values.json ? JSON.stringify(verdicts, null, 2) : `${verdicts.length - wrong} as they should be, ${wrong} not`);
    if (wrong > 0 || verdicts.length === 0) process.exitCode = 1;
  } finally {
    await commands.close();
    await day.close();
  }
}

interface Play {
  readonly only: string;
  readonly mend: Mend;
  readonly say: (verdict: Verdict) => void;
}

async function play(day: Day, { only, mend, say }: Play): Promise<readonly Verdict[]> {
  const scenes = [
    ...TRICKS.map((trick) => ({ ...trick, judge: async () => judgeTrick(day, trick) })),
    ...[...FAILURES_HERE, ...FAILURES_AT_BUNCE].map((failure) => ({ ...failure, judge: async () => judgeFailure({ day, mend }, failure) })),
  ];
  const verdicts: Verdict[] = [];
  for (const { title, judge } of scenes.filter((scene) => scene.title.includes(only))) {
    const verdict = await judge().catch((error: unknown): Verdict => ({ title, kind: 'failure', rang: {}, wrong: [String(error)] }));
    verdicts.push(verdict);
    say(verdict);
  }
  return verdicts;
}

function lineOf({ title, kind, rang, over, fed, wrong }: Verdict): string {
  const rings = Object.entries(rang).map(([name, minutes]) => `${name} after ${minutes} min`);
  const words = [
    `${wrong.length === 0 ? '✓' : '✗'} ${kind}: ${title}`,
    rings.length === 0 ? 'nothing rings' : rings.join(', '),
    ...(over === undefined ? [] : [`over ${over} min after the mending`]),
    ...(fed === undefined ? [] : [`by hand: ${fed}`]),
  ];
  return [words.join(' · '), ...wrong.map((each) => `    ${each}`)].join('\n');
}

await main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
