import type { Reason } from '../../shared/queue/parked.ts';

/** What to do about what is parked for a reason; docs/operations.md has the same words. */
export const ADVICE: Readonly<Record<Reason, string>> = {
  unreadable: 'the provider changed something: extend the schema, add the body as a sample, deploy, replay',
  rejected: "read Bunce's message in `show`; correct the data or the binding, deploy, replay",
  'gave-up': 'when Bunce is well again, replay',
  'too-late': 'usually drop: a late campaign is worse than none, and a profile parked with it comes again with their next one',
  'unknown-customer': "send the person's own event again from the provider, then replay",
  ambiguous: 'look for it in Bunce; drop if it is there, else replay',
  crashed: "read the consumer's log for this id; fix, deploy, replay",
};
