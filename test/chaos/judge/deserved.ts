import type { Parked } from '../../../shared/queue/parked.ts';
import type { Telling } from '../webhook.ts';
import { type Case, nameOf } from './evidence.ts';
import { parkedSteps, parkedToken } from './parked.ts';

/** Steps that are parked though nothing was wrong with them, each with its reason. */
export function healthyParked(all: Case): readonly string[] {
  return all.parked.flatMap((message) => {
    const token = parkedToken(message);
    const poison = all.script.chapters.flat().find((webhook) => webhook.token === token)?.poison;
    if (poison !== undefined)
      return message.reason === (poison === 'stranger' ? 'unknown-customer' : 'unreadable') ? [] : [`${token} ${message.reason}`];
    const healthy = new Set(parkedSteps(message).flatMap(({ key }) => (deserved(key, { all, message }) ? [] : [key])));
    return [...healthy].map((key) => `${key} ${message.reason}`);
  });
}

interface About {
  readonly all: Case;
  readonly message: Parked;
}

/** What the harness broke for good, what Bunce may refuse, and doubt that the harness made itself where the policy is to park it. */
function deserved(key: string, { all: { journal, onAmbiguous, byName, script }, message }: About): boolean {
  const token = parkedToken(message);
  if (message.reason === 'ambiguous') return onAmbiguous === 'park' && (journal.doubts.of(key) > 0 || journal.doubts.isLeftBehind(token));
  // Whom the refused trigger would have made known.
  if (message.reason === 'unknown-customer') return journal.permanent.has(`${token} trigger`);
  if (message.reason !== 'rejected') return false;
  const steps: readonly Telling['step'][] = ['trigger', 'attributes', 'profile', 'device'];
  const tellings = steps.flatMap((step) => byName.get(nameOf({ key, step }))?.telling ?? []);
  return (
    steps.some((step) => journal.permanent.has(`${key} ${step}`)) ||
    tellings.some(({ of, refusable }) => refusable || of.some((human) => script.cast.get(human)?.refusable))
  );
}
