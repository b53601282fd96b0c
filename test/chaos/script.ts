import { chance } from '../../local/load/chance.ts';
import type { Fault } from './faults.ts';
import { tokenOf } from './keys.ts';
import { erased, guestFirst, mistyped, moved, type Rules, shared, taken } from './stories/addresses.ts';
import { big, pair, queue, threads } from './stories/crowds.ts';
import { customer, early, newcomer } from './stories/customer.ts';
import { future, phones, unknown, unreadable } from './stories/odd.ts';
import { refunded } from './stories/refunds.ts';
import type { Made, Scene, Script, Story, Webhook } from './webhook.ts';

export interface Making {
  readonly count: number;
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly rules: Rules;
}

/** From the people of one story to those of the next: more than any has. */
const STEP = 5;

/** What is told beside the usual, each for people of its own. */
const SPECIAL: readonly ((person: number, making: Making) => Story)[] = [
  newcomer,
  refunded,
  early,
  pair,
  (person, { rules }) => moved(person, rules),
  (person, { rules }) => shared(person, rules),
  guestFirst,
  erased,
  phones,
  (person, { rules }) => taken(person, rules),
  future,
  (person, { rules }) => mistyped(person, rules),
  (person, { count }) => queue(person, crowd(count)),
  (person, { count }) => threads(person, crowd(count)),
  big,
];

const crowd = (count: number): number => Math.min(200, Math.max(4, Math.floor(count / 50)));

const lengthOf = ({ chapters }: Story): number => chapters.reduce((sum, { length }) => sum + length, 0);

/** In the order in which their providers send them: people come and go, some in bursts. */
export function scriptOf(making: Making): Script {
  const stories = storiesOf(making);
  const told = stories.map((): Webhook[] => []);
  const last = Math.max(...stories.map(({ chapters }) => chapters.length));
  let index = 0;
  const chapters = Array.from({ length: last }, (_, chapter) => {
    const mixed = interleaved(
      stories.map(({ chapters: all }) => all[chapter] ?? []),
      `${making.seed} ${chapter}`,
    );
    const made = mixed.map(({ story, scene }) => {
      const before = told[story] ?? [];
      const webhook = webhookOf(scene(index, before), { index, story, before, making });
      before.push(webhook);
      index += 1;
      return webhook;
    });
    return making.faults.has('out-of-order') ? shuffled(made, making.seed) : made;
  });
  return { cast: new Map(stories.flatMap(({ cast }) => cast.map((human) => [human.name, human]))), chapters };
}

/** Half of it is usual; the rest begins with another story for each seed. */
function storiesOf(making: Making): readonly Story[] {
  const { count, seed, faults } = making;
  const poison = Array.from({ length: faults.has('poison') ? Math.max(2, count / 100) : 0 }, (_, each) =>
    each % 3 === 0 ? unknown(each) : unreadable(each),
  );
  const special = taking(count / 2, (turn) => SPECIAL[(turn + seed * 5) % SPECIAL.length]?.(turn * STEP, making));
  const left = count - [...poison, ...special].reduce((sum, story) => sum + lengthOf(story), 0);
  const first = special.length * STEP;
  const usual = taking(left, (turn, rest) => {
    const person = first + turn;
    return customer({ person, seed, length: Math.min(rest, 2 + Math.floor(chance(seed, 'length', person) * 8)) });
  });
  return [...poison, ...special, ...usual];
}

/** One story after the other, until so many webhooks are told. */
function taking(webhooks: number, make: (turn: number, left: number) => Story | undefined): readonly Story[] {
  const stories: Story[] = [];
  for (let [turn, left] = [0, webhooks]; left > 0; turn += 1) {
    const story = make(turn, left);
    if (!story) return stories;
    stories.push(story);
    left -= lengthOf(story);
  }
  return stories;
}

/** One story is told on for a while, then another. */
function interleaved(all: readonly (readonly Scene[])[], seed: string): readonly { readonly story: number; readonly scene: Scene }[] {
  const open = all.map((scenes, story) => ({ story, scenes: [...scenes] })).filter(({ scenes }) => scenes.length > 0);
  const mixed: { story: number; scene: Scene }[] = [];
  let current = open[0];
  for (let turn = 0; open.length > 0; turn += 1) {
    if (!current || current.scenes.length === 0 || chance(seed, 'same', turn) > 0.6)
      current = open[Math.floor(chance(seed, 'story', turn) * open.length)];
    const scene = current?.scenes.shift();
    if (current && scene) mixed.push({ story: current.story, scene });
    if (current?.scenes.length === 0) open.splice(open.indexOf(current), 1);
  }
  return mixed;
}

interface Circumstances {
  readonly index: number;
  readonly story: number;
  readonly before: readonly Webhook[];
  readonly making: Making;
}

function webhookOf(made: Made, { index, story, before, making: { seed, faults } }: Circumstances): Webhook {
  const draw = chance(seed, 'copies', index);
  const copies = !faults.has('duplicates') || draw > 0.09 ? 'one' : draw < 0.03 ? 'at-once' : draw < 0.06 ? 'same-batch' : 'late';
  const waitsFor = made.after ? before.at(-1)?.token : undefined;
  return { ...made, index, story, token: tokenOf(index), copies, ...(waitsFor !== undefined && { waitsFor }) };
}

/** Some webhooks overtake the one that their provider should have sent before. */
function shuffled(made: readonly Webhook[], seed: number): readonly Webhook[] {
  const sent = [...made];
  for (const [index, webhook] of sent.entries()) {
    if (webhook.provider !== 'clerk' || chance(seed, 'overtaken', webhook.index) > 0.06) continue;
    const next = sent.findIndex((other, at) => at > index && other.story === webhook.story && other.happening === webhook.happening);
    if (next < 0 || next - index > 200) continue;
    if (sent.slice(index, next + 1).some(({ story, waitsFor }) => story === webhook.story && waitsFor !== undefined)) continue;
    sent[index] = sent[next] ?? webhook;
    sent[next] = webhook;
  }
  return sent;
}
