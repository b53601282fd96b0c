import * as z from 'zod/mini';

import type { Fault } from '../bunce/faults.ts';
import { type Break, type BreakKind, BREAKS } from './lists.ts';
import type { Breaks } from './source.ts';

interface Kind {
  readonly title: string;
  readonly what: string;
  readonly fault: Fault;
}

const CREATE = '/customers(/bulk)?$';

/** What Bunce can be made to do, and what bunce-sync makes of it. */
const KINDS: Readonly<Record<BreakKind, Kind>> = {
  429: {
    title: 'Too many requests',
    what: 'Bunce answers 429. No call is made for a minute, webhooks wait on the queue, then all go on.',
    fault: { status: 429, headers: { 'retry-after': '5' } },
  },
  500: { title: 'Server error', what: 'Bunce answers 500. Calls are repeated with longer and longer waits.', fault: { status: 500 } },
  '52x': {
    title: 'No origin (522)',
    what: 'What stands before Bunce answers a page of its own. Whether Bunce took an event is not known then.',
    fault: { status: 522, garbage: true },
  },
  slow: { title: 'Slow', what: 'Each answer takes three seconds.', fault: { delay: 3000 } },
  'lost-answer': {
    title: 'Lost answers',
    what: 'Bunce takes what it is told, and the connection breaks before it says so. An event may be told twice, or parked: onAmbiguous decides.',
    fault: { processedButLost: true },
  },
  'wrong-key': {
    title: 'Wrong key',
    what: 'Bunce refuses the key with 401. Nothing is parked: all waits until the key is right.',
    fault: { status: 401, body: { success: false, message: 'Unauthenticated' } },
  },
  'already-exists': {
    title: 'Already exists',
    what: 'Bunce says of each new customer that it has them. They are looked for by their e-mail.',
    fault: { status: 422, method: 'POST', path: CREATE, body: { success: false, message: 'Customer with this email already exists' } },
  },
};

const Held = z.object({ id: z.string() });

/** Milliseconds between looks at whether what is broken still is: a reset of the simulator mends all. */
const LOOK = 1000;

interface Broken {
  readonly id: string;
  readonly until: number;
  readonly clocks: readonly NodeJS.Timeout[];
}

export interface Breaking {
  /** Where the simulator's control routes begin. */
  readonly control: string;
  now(): number;
  /** Told when something is broken, or mended. */
  onChange(): void;
}

/** Breaks the simulator for a time. */
export function breaksOf({ control, now, onChange }: Breaking): Breaks {
  const broken = new Map<BreakKind, Broken>();
  const forget = (kind: BreakKind, { clocks }: Broken): void => {
    broken.delete(kind);
    for (const clock of clocks) clearInterval(clock);
  };
  const mend = async (kind: BreakKind): Promise<void> => {
    const held = broken.get(kind);
    if (!held) return;
    forget(kind, held);
    await fetch(`${control}/faults/${held.id}`, { method: 'DELETE' });
    onChange();
  };
  /** Somebody else may have mended it. */
  const look = async (): Promise<void> => {
    const known = [...broken];
    const listed = z.array(Held).parse(await (await fetch(`${control}/faults`)).json());
    const gone = known.filter(([kind, held]) => broken.get(kind) === held && !listed.some(({ id }) => id === held.id));
    for (const [kind, held] of gone) forget(kind, held);
    if (gone.length > 0) onChange();
  };
  const strike = async (kind: BreakKind, seconds: number): Promise<void> => {
    const response = await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(KINDS[kind].fault) });
    const { id } = Held.parse(await response.json());
    // The simulator may be gone by then.
    const clocks = [
      setTimeout(() => void mend(kind).catch(() => {}), seconds * 1000),
      setInterval(() => void look().catch(() => {}), LOOK),
    ];
    for (const clock of clocks) clock.unref();
    broken.set(kind, { id, until: now() + seconds * 1000, clocks });
    onChange();
  };
  return {
    list: async () => {
      await look();
      return BREAKS.map((kind): Break => ({
        kind,
        title: KINDS[kind].title,
        what: KINDS[kind].what,
        until: broken.get(kind)?.until ?? null,
      }));
    },
    async set({ kind, seconds }) {
      await mend(kind);
      if (seconds === 0) return { text: `mended: ${KINDS[kind].title}` };
      await strike(kind, seconds);
      return { text: `${KINDS[kind].title} for ${seconds} s` };
    },
  };
}
