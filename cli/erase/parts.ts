import { Failure } from '../failure.ts';
import { dropSeen } from '../parked/look.ts';
import type { Shown } from '../../shared/queue/scan.ts';
import { onTerminal } from '../parked/terminal.ts';
import { dropText, rowOf, unseenText } from '../parked/text.ts';
import { type BondPlan, bondPart } from './bond-part.ts';
import { type Erasing, soughtOf } from './erasing.ts';
import { attempt, type Part } from './part.ts';
import { erasePerson } from './person.ts';
import { leftAtBunce, personText } from './person-text.ts';

/** Does all of it, or says what it would do. */
export async function partsOf(erasing: Erasing, bond: BondPlan | undefined): Promise<readonly Part[]> {
  const person = await attempt('person', async () => {
    const atBunce = await erasePerson(erasing);
    return { text: personText(atBunce, erasing), byHand: leftAtBunce(atBunce, erasing) };
  });
  const parked = await attempt('parked', async () => ({ text: await dropped(erasing) }));
  return [person, parked, ...(bond ? [await bondPart(erasing, bond)] : [])];
}

/** After the tombstone stands, so that nothing of them is parked any more behind it. */
async function dropped(erasing: Erasing): Promise<string> {
  const { stack, dryRun } = erasing;
  const bars: Shown[] = [];
  const show = (total: number): Shown => {
    const bar = onTerminal('dropping')(total);
    bars.push(bar);
    return bar;
  };
  const { dropped: all, unseen } = await dropSeen(stack, { selection: {}, person: soughtOf(erasing), dryRun, show });
  const text = `parked messages: ${dropText(all.map(rowOf), { dryRun })}`;
  if (bars.some(({ interrupted }) => interrupted.aborted)) throw new Failure(`${text}\ninterrupted: there may be more`);
  if (unseen > 0 && !dryRun) throw new Failure(`${text}\n${unseenText(unseen)}`);
  return unseen > 0 ? `${text}\n${unseenText(unseen)}` : text;
}
