import type { Day } from './day.ts';
import type { Failure, Mending, Trick } from './scene.ts';
import { genuine, send } from './webhooks.ts';

/** What became of one scene; `wrong` says what should have been otherwise. */
export interface Verdict {
  readonly title: string;
  readonly kind: 'trick' | 'failure';
  /** Alarm → minutes after which it rang. */
  readonly rang: Readonly<Record<string, number>>;
  readonly over?: number;
  readonly fed?: string;
  readonly wrong: readonly string[];
}

/** Runs a command of ours against the day's run; gives what went wrong. */
export type Mend = (mending: Mending, section: string) => Promise<string | undefined>;

export interface Judging {
  readonly day: Day;
  readonly mend: Mend;
}

/** Minutes that a trick has to ring something. */
const WATCHED = 30;
/** Minutes of quiet before a scene, in which what was before is forgotten: the longest period that is watched. */
const QUIET = 6 * 60 + 5;

/** Quiet hours, and then a genuine webhook of each but these: an ordinary day. */
async function begin(day: Day, without: readonly string[] = []): Promise<readonly string[]> {
  await day.pass(QUIET, 60);
  for (const provider of ['clerk', 'paystack'] as const) if (!without.includes(provider)) await send(day.run, genuine(provider));
  await day.settled();
  await day.pass(0);
  day.begin();
  return day.ringing().map((name) => `${name} rang before anything happened`);
}

export async function judgeTrick(day: Day, { title, act }: Trick): Promise<Verdict> {
  const before = await begin(day);
  await act(day);
  await day.pass(WATCHED);
  const rang = Object.fromEntries(day.rang);
  return { title, kind: 'trick', rang, wrong: [...before, ...Object.keys(rang).map((name) => `${name} rang, and nothing should`)] };
}

export async function judgeFailure({ day, mend }: Judging, failure: Failure): Promise<Verdict> {
  const before = await begin(day, failure.without);
  await failure.act(day);
  await day.pass(failure.pass ?? failure.within, failure.step);
  const rang = Object.fromEntries(day.rang);
  const ringing = ringingWrong(day, { failure, after: rang[failure.alarm] });
  const mended = await mendings(failure, mend);
  await failure.recover?.(day);
  const over = await minutesUntilOff(day, failure);
  const off = over === undefined ? [`${failure.alarm} still rings ${failure.over} minutes after the mending`] : [];
  return {
    title: failure.title,
    kind: 'failure',
    rang,
    ...(over !== undefined && { over }),
    ...(failure.fed !== undefined && { fed: failure.fed }),
    wrong: [...before, ...ringing, ...mended, ...off],
  };
}

function ringingWrong(
  { alarms }: Day,
  { failure, after }: { readonly failure: Failure; readonly after: number | undefined },
): readonly string[] {
  const { alarm, within, section } = failure;
  const description = alarms.find(({ name }) => name === alarm)?.description ?? '';
  return [
    ...(after === undefined
      ? [`${alarm} did not ring`]
      : after > within
        ? [`${alarm} rang after ${after} minutes, and ${within} are allowed`]
        : []),
    ...(description.includes(`#${section}\n`) ? [] : [`${alarm} does not lead to the section ${section}`]),
  ];
}

async function mendings({ mending = [], section }: Failure, mend: Mend): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const each of mending) {
    const failed = await mend(each, section);
    if (failed !== undefined) wrong.push(failed);
  }
  return wrong;
}

async function minutesUntilOff(day: Day, { alarm, over }: Failure): Promise<number | undefined> {
  for (let minutes = 0; minutes <= over; minutes += 5) {
    await day.pass(minutes === 0 ? 0 : 5);
    if (!day.ringing().includes(alarm)) return minutes;
  }
  return undefined;
}
