import type { Command, Customer } from './command.ts';
import type { TrackedEvent } from './event.ts';
import { type Blank, filled, unreadIn } from './filled.ts';
import type { Money } from './money.ts';
import { currencyOf, type OwnEvents } from './own-events.ts';
import type { Unread } from './unread.ts';

/** What an own provider gives of each: money with its currency, as `fromMinor` and `fromMajor` have it. */
type Given<Fields> = Blank<{ readonly [Key in keyof Fields]?: GivenAs<Fields[Key]> }>;
type GivenAs<Type> = Type extends 'money' ? Money : Type extends 'number' ? number : string;

interface Happening<Fields> {
  readonly customer: Customer;
  readonly occurredAt?: string | Unread | undefined;
  readonly properties?: Given<Fields>;
  /** As in `Command`; undefined only where the provider names no object. Never holds an e-mail. */
  readonly occasion?: string | undefined;
}

type Track = Extract<Command, { readonly type: 'track-event' }>;

/** `track` for events of the team's own: `const track = trackerOf(ownEvents)`. Empty properties are left out. */
export const trackerOf =
  <const Own extends OwnEvents>(ownEvents: Own) =>
  <Name extends keyof Own & string>(name: Name, happening: Happening<Own[Name]>): Track => {
    const { customer, occurredAt: at, properties = {}, occasion } = happening;
    const fields = Object.entries(properties).filter(([key]) => Object.hasOwn(ownEvents[name] ?? {}, key));
    const written = Object.fromEntries(fields.flatMap(([key, value]) => writtenAs(key, value)));
    const event: TrackedEvent = { name, ...filled({ occurredAt: at }), properties: propertiesOf(filled(written)) };
    return { type: 'track-event', customer, event, ...filled({ occasion }), ...unreadIn({ occurredAt: at, ...written }) };
  };

const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;

const writtenAs = (key: string, value: unknown): readonly (readonly [string, unknown])[] =>
  isMoney(value)
    ? [
        [key, value.amount],
        [currencyOf(key), value.currency],
      ]
    : [[key, value]];

const propertiesOf = (values: object): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );
