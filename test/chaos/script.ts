import { chance } from '../../local/load/chance.ts';
import { tokenOf } from './keys.ts';
import { customer } from './stories/customer.ts';
import { unknown, unreadable } from './stories/odd.ts';
import { type Making, SPECIAL, STEP, type Tell } from './stories/special.ts';
import type { Made, Scene, Script, Story, Webhook } from './webhook.ts';

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

/** Half of it is usual unless stories are named; the rest begins with another story for each seed. */
function storiesOf(making: Making): readonly Story[] {
  const { count, seed, faults, stories } = making;
  const poison = Array.from({ length: faults.has('poison') ? Math.max(2, count / 100) : 0 }, (_, each) =>
    each % 3 === 0 ? unknown(each) : unreadable(each),
  );
  const tells: readonly Tell[] = stories?.map((name) => SPECIAL[name]) ?? Object.values(SPECIAL);
  const special = taking(stories ? count : count / 2, (turn) => tells[(turn + seed * 5) % tells.length]?.(turn * STEP, making));
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

function webhookOf(made: Made, { index, story, before, making: { seed, faults, severity = 1 } }: Circumstances): Webhook {
  const isCopied = faults.has('duplicates') && chance(seed, 'copied', index) < 0.12 * severity;
  const copies = isCopied ? copiesOf(made, chance(seed, 'copies', index)) : 'one';
  const waitsFor = made.after ? before.at(-1)?.token : undefined;
  return { ...made, index, story, token: tokenOf(index), copies, ...(waitsFor !== undefined && { waitsFor }) };
}

function copiesOf({ provider, idOnly, poison, stubborn }: Made, draw: number): Webhook['copies'] {
  const mayPass = (provider === 'paystack' || provider === 'stripe') && !idOnly && !poison && !stubborn;
  return (['at-once', 'same-batch', 'late', mayPass ? 'two-groups' : 'late'] as const)[Math.floor(draw * 4)] ?? 'one';
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
