import type { Ports } from '../../../functions/consumer/consume.ts';
import type { Lease } from '../../../functions/consumer/state/lease.ts';
import type { Met } from '../../../functions/consumer/state/people.ts';

/** How a call ends: the invocation dies before it, or lives on without it or without its answer. */
export type Blow = 'dies before' | 'fails' | 'loses the answer of';

export interface Fate {
  /** Which call, from 1. */
  readonly at: number;
  readonly blow: Blow;
}

const NEVER = new Promise<never>(() => {});

/** Ports of which one call ends badly. A dead invocation asks for nothing more, and never ends. */
export function mortal({ at, blow }: Fate) {
  const calls: string[] = [];
  let isDead = false;
  let die = (): void => {};
  const death = new Promise<'dead'>((resolve) => (die = () => resolve('dead')));
  const struck = async <Got>(work: () => Promise<Got>): Promise<Got> => {
    isDead = blow === 'dies before';
    if (blow === 'loses the answer of') await work();
    if (!isDead) throw new Error(`${calls.at(-1)} ${blow}`);
    die();
    return NEVER;
  };
  const wrap =
    <Given extends readonly unknown[], Got>(name: string, work: (...given: Given) => Promise<Got>) =>
    async (...given: Given): Promise<Got> => {
      if (isDead) return NEVER;
      calls.push(name);
      const go = async (): Promise<Got> => work(...given);
      return calls.length === at ? struck(go) : go();
    };
  const leased = (lease: Lease | 'taken'): Lease | 'taken' =>
    lease === 'taken'
      ? lease
      : {
          get person() {
            return lease.person;
          },
          learn: (news) => lease.learn(news),
          release: wrap('release', async () => lease.release()),
        };
  const over = ({ people, ledger, tokens, queues, caller }: Ports): Partial<Ports> => ({
    people: {
      ...people,
      load: wrap('load', people.load),
      lookAgain: wrap('lookAgain', people.lookAgain),
      peek: wrap('peek', people.peek),
      claim: wrap('claim', people.claim),
      hand: wrap('hand', people.hand),
      wait: wrap('wait', people.wait),
      lease: wrap('lease', async (person: string, met?: Met) => leased(await people.lease(person, met))),
    },
    ledger: {
      read: wrap('read', ledger.read),
      note: wrap('note', ledger.note),
      write: wrap('write', ledger.write),
      seal: wrap('seal', ledger.seal),
    },
    tokens: { read: wrap('tokens', tokens.read), write: wrap('forget', tokens.write) },
    queues: { park: wrap('park', queues.park), resend: wrap('resend', queues.resend), hide: wrap('hide', queues.hide) },
    caller: { ...caller, ask: wrap('ask', caller.ask) },
  });
  return { calls, over, death };
}
