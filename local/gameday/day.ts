import { type Alarm, alarmsIn } from '../cloudwatch/alarm.ts';
import { queueMeter } from '../cloudwatch/queue-metrics.ts';
import { type Recorder, recorder } from '../cloudwatch/recorder.ts';
import { startTableDoor, type TableDoor } from '../cloudwatch/table-door.ts';
import { COMPRESSED } from '../load/clocks.ts';
import { standingBefore, startServers } from '../load/servers.ts';
import { buildStack } from '../load/stack.ts';
import type { LocalRun } from '../local-run.ts';
import { startLocalRun } from '../run.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { isEmpty, patiently, replaceSecret } from './patience.ts';
import { project } from './project.ts';

/** A local run under watch: its alarms, and a clock on which hours pass at once. */
export interface Day {
  readonly run: LocalRun;
  readonly tables: TableDoor;
  readonly recorder: Recorder;
  readonly alarms: readonly Alarm[];
  /** Lets time go by, measures the queues and reads the alarms on the way. */
  pass(minutes: number, step?: number): Promise<void>;
  /** Alarm → minutes since `begin` after which it rang first. */
  readonly rang: ReadonlyMap<string, number>;
  ringing(): readonly string[];
  /** Forgets what rang. */
  begin(): void;
  /** Until nothing waits to be delivered. */
  settled(): Promise<void>;
  /** Until it rings, while real seconds go by. */
  until(alarm: string): Promise<void>;
  /** Writes a secret past everybody, lets the functions forget the one they know, and gives back what was there. */
  secret(name: string, text: string): Promise<string>;
  /** As metrics name this stack. */
  readonly service: string;
  /** A request to the simulator's controls. */
  control(path: string, request?: RequestInit): Promise<unknown>;
  /** From now on Bunce fails so. */
  fault(told: object): Promise<unknown>;
  close(): Promise<void>;
}

/** The real template over the real bundles; seconds of waiting are short, the alarms' are not. */
export async function startDay(): Promise<Day> {
  const clock = settableClock();
  const stack = await buildStack({ clocks: COMPRESSED, project });
  const recording = recorder(clock.now);
  const servers = await startServers();
  const tables = await startTableDoor(servers.tables, recording);
  const environment = { DELIVERY: JSON.stringify({ ...COMPRESSED.delivery, callsPerMinute: 2400 }), POWERTOOLS_LOG_LEVEL: 'INFO' };
  const run = await standingBefore({ ...servers, tables: tables.url }, async () =>
    startLocalRun({ assembly: stack.assembly, project: stack.project, environment, recorder: recording }),
  );
  const control: Day['control'] = async (path, request) => (await fetch(`${run.bunce.control}${path}`, request)).json();
  return {
    ...watching({ run, clock, recording, endpoint: servers.queues }),
    run,
    tables,
    recorder: recording,
    service: run.world.template.stack,
    settled: async () => patiently(async () => isEmpty(run), 'what waits is delivered'),
    secret: async (name, text) => replaceSecret(run, { name, text }),
    control,
    fault: async (told) => control('/faults', { method: 'POST', body: JSON.stringify(told) }),
    async close() {
      await run.stop();
      await tables.close();
      await servers.close();
      await stack.remove();
    },
  };
}

interface Watching {
  readonly run: LocalRun;
  readonly clock: SettableClock;
  readonly recording: Recorder;
  readonly endpoint: string;
}

/** Minutes between two looks at the alarms. */
const STEP = 5;

function watching({ run, clock, recording, endpoint }: Watching) {
  const alarms = alarmsIn(run.world);
  const meter = queueMeter(recording, { endpoint, queues: Object.values(run.queues) });
  const rang = new Map<string, number>();
  let begun = clock.now();
  const ringing = (): readonly string[] => alarms.flatMap(({ name, rings }) => (rings(recording.store, clock.now()) ? [name] : []));
  const look = async (): Promise<void> => {
    await meter();
    const minutes = Math.round((clock.now() - begun) / 60_000);
    for (const name of ringing()) if (!rang.has(name)) rang.set(name, minutes);
  };
  return {
    alarms,
    rang,
    ringing,
    until: async (alarm: string) =>
      patiently(async () => {
        await look();
        return rang.has(alarm);
      }, `the alarm ${alarm} rings`),
    begin() {
      begun = clock.now();
      rang.clear();
    },
    async pass(minutes: number, step = STEP) {
      await look();
      for (let passed = 0; passed < minutes; passed += step) {
        clock.forward(step);
        await look();
      }
    },
  };
}
