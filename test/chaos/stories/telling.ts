import type { Telling } from '../webhook.ts';

export interface Of {
  readonly key: string;
  readonly of: readonly string[];
  readonly at: number;
}

const trigger = (of: Of): Telling => ({ ...of, step: 'trigger', subject: of.key });
const attribute = (of: Of, subject: string): Telling => ({ ...of, step: 'attributes', subject });
export const profile = (of: Of): Telling => ({ ...of, step: 'profile', subject: 'profile' });

export const signUpTells = (of: Of): readonly Telling[] => [profile(of), trigger(of), attribute(of, 'Signed up by')];
export const updateTells = (of: Of): readonly Telling[] => [profile(of), trigger(of)];
export const purchaseTells = (of: Of): readonly Telling[] => [trigger(of), attribute(of, 'Last purchase')];
export const onlyTrigger = (of: Of): readonly Telling[] => [trigger(of)];
export const factTells = (of: Of, attributeName: string): readonly Telling[] => [attribute(of, attributeName)];
export const deviceTells = (of: Of, device: string): readonly Telling[] => [
  trigger(of),
  { ...of, step: 'device', subject: `device ${device}` },
];
/** What is told of the erased is settled in silence. */
export const unheard = (tellings: readonly Telling[]): readonly Telling[] =>
  tellings.map((telling) => ({ ...telling, silent: true, never: true }));
