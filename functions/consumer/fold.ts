import type { Step } from './step.ts';

/** A newcomer's profile travels inside their event's trigger: one call where there would be two. The profile's own step stays behind, in case. */
export function folded(steps: readonly Step[], isKnown: (step: Step) => boolean): readonly Step[] {
  const profile = steps.find(({ work }) => work.kind === 'profile' && !work.unlessKnown);
  const trigger = steps.find((step) => step.work.kind === 'trigger' && profile && samePerson(step, profile));
  if (!profile || !trigger || isKnown(profile)) return steps;
  const carrying: Step = { ...trigger, customer: { ...trigger.customer, ...profile.customer } };
  const covered: Step = { ...profile, work: { kind: 'profile', coveredBy: trigger.id } };
  return steps.flatMap((step) => (step === profile ? [] : step === trigger ? [carrying, covered] : [step]));
}

const samePerson = ({ customer: one }: Step, { customer: other }: Step): boolean => one.id === other.id && one.email === other.email;
