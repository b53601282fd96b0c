import { bodyOf, type Happening, type Kind } from './bodies.ts';
import { chance } from './chance.ts';

/** What troubles the sending itself. */
export type Trouble = 'duplicates' | 'out-of-order' | 'poison';

/** One webhook, made by the seed alone. */
export interface Webhook extends Happening {
  readonly index: number;
  readonly body: string;
  /** How often and when the provider sends it. */
  readonly copies: 'one' | 'at-once' | 'same-batch' | 'late';
}

export interface Making {
  readonly count: number;
  readonly seed: number;
  readonly faults: Pick<ReadonlySet<Trouble>, 'has'>;
}

const BASE = Date.parse('2026-03-01T00:00:00Z') / 1000;

export const tokenOf = (index: number): string => `w${String(index).padStart(6, '0')}`;
export const tokensIn = (text: string): readonly string[] => text.match(/w\d{6}/g) ?? [];
/** The webhook whose event happened then. */
export const tokenAt = (time: string): string => tokenOf(Date.parse(time) / 1000 - BASE);

/** In the order in which their providers send them: people come and go, some in bursts. */
export function webhooksOf(making: Making): readonly Webhook[] {
  const { count, seed, faults } = making;
  const people = new Map<number, { signedUp: boolean; known: boolean }>();
  const population = Math.max(20, Math.floor(count / 6));
  const made: Webhook[] = [];
  let person = 0;
  for (let index = 0; index < count; index += 1) {
    if (index === 0 || chance(seed, 'same', index) > 0.4) person = Math.floor(chance(seed, 'person', index) * population);
    const state = people.get(person) ?? { signedUp: false, known: false };
    people.set(person, state);
    const kind = kindOf({ ...state, seed, index, poison: faults.has('poison'), shopper: person % 3 === 2 });
    if (kind === 'sign-up') state.signedUp = true;
    if (kind === 'purchase' && providerOf(kind, person) === 'paystack') state.known = true;
    made.push(webhookOf({ kind, person, index, seed, duplicates: faults.has('duplicates') }));
  }
  return faults.has('out-of-order') ? shuffled(made, seed) : made;
}

interface Situation {
  readonly seed: number;
  readonly index: number;
  readonly signedUp: boolean;
  readonly known: boolean;
  readonly poison: boolean;
  /** Never signs up. */
  readonly shopper: boolean;
}

function kindOf({ seed, index, signedUp, known, poison, shopper }: Situation): Kind {
  const draw = chance(seed, 'kind', index);
  if (poison && draw < 0.01) return draw < 0.004 ? 'unreadable' : draw < 0.007 ? 'not-json' : 'stranger';
  if (!shopper && !signedUp && draw < 0.7) return 'sign-up';
  if (signedUp && draw < 0.3) return 'update';
  return known && draw > 0.93 ? 'request' : 'purchase';
}

interface Traits {
  readonly kind: Kind;
  readonly person: number;
  readonly index: number;
  readonly seed: number;
  readonly duplicates: boolean;
}

function webhookOf({ kind, person, index, seed, duplicates }: Traits): Webhook {
  const token = tokenOf(index);
  const at = BASE + index;
  const draw = chance(seed, 'copies', index);
  const copies = !duplicates || draw > 0.09 ? 'one' : draw < 0.03 ? 'at-once' : draw < 0.06 ? 'same-batch' : 'late';
  const provider = providerOf(kind, person);
  return { index, token, provider, kind, person, at, copies, body: bodyOf({ kind, provider, person, token, at }) };
}

function providerOf(kind: Kind, person: number): Webhook['provider'] {
  if (kind === 'sign-up' || kind === 'update') return 'clerk';
  return kind === 'purchase' && person % 4 === 3 ? 'stripe' : 'paystack';
}

/** Some webhooks overtake the one that their provider should have sent before. */
function shuffled(made: readonly Webhook[], seed: number): readonly Webhook[] {
  const sent = [...made];
  for (const [index, webhook] of sent.entries()) {
    if (chance(seed, 'overtaken', webhook.index) > 0.06) continue;
    const next = sent.findIndex((other, at) => at > index && other.person === webhook.person && other.provider === webhook.provider);
    if (next < 0 || next - index > 200) continue;
    sent[index] = sent[next] ?? webhook;
    sent[next] = webhook;
  }
  return sent;
}
