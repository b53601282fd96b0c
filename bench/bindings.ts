import committed from '../bunce-sync.config.ts';
import type { Binding } from '../shared/bunce/binding.ts';
import { bindingsOf } from '../shared/bunce/binding-choice.ts';
import { defineConfig } from '../shared/config/config.ts';

function only(name: string): Binding {
  const [first] = bindingsOf(committed.events, name);
  if (!first) throw new Error(`the committed config binds no ${name}`);
  return first[1];
}

/** The committed bindings, with two attributes for each of the three events. */
// The consumer's bundle takes the config by its default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  ...committed,
  testEvents: 'send',
  identity: 'clerk',
  providers: { clerk: {}, paystack: {} },
  events: {
    signed_up: { ...only('signed_up'), attributes: { 'Signed up at': 'occurredAt', 'Signed up as': 'customer.lastName' } },
    profile_updated: { ...only('profile_updated'), attributes: { 'Updated at': 'occurredAt', 'Known as': 'customer.lastName' } },
    purchase_completed: { ...only('purchase_completed'), attributes: { 'Last purchase at': 'occurredAt', 'Last purchase': 'reference' } },
  },
});
