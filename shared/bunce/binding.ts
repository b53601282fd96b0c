import type { EventName, EventProperties } from './event.ts';
import type { Attributes } from './attributes.ts';
import type { NoEvents, OwnEvents, OwnProperties } from './own-events.ts';
import type { Duration } from '../runtime/duration.ts';

type Loose = Readonly<Record<string, string | number | undefined>>;

/** What a binding may read: a property of the event, what it came with, or a field of its person. */
export type PropertyPath<Properties = Loose> =
  | (keyof Properties & string)
  | 'occurredAt'
  | 'provider'
  | 'type'
  | 'mode'
  | `metadata.${string}`
  | `customer.${'id' | 'email' | 'firstName' | 'lastName' | 'phone'}`;

/** One event, as a function of a binding is given it. */
export interface BoundTo<Properties = Loose> {
  readonly name: string;
  readonly occurredAt?: string | undefined;
  readonly properties: Properties;
}

/** Which webhook an event was told by. */
export interface Origin<Keys extends string = string> {
  /** Its name in the config. */
  readonly provider: string;
  /** The provider's own event type. */
  readonly type: string;
  readonly mode: 'live' | 'test';
  /** What the merchant attached, under the keys that `providers.<name>.metadata` lists. */
  readonly metadata: { readonly [Key in Keys]?: string };
}

/** Both parameters may be of one event alone where any is asked for. */
interface Asked<Properties, Keys extends string, Answer> {
  ask(event: BoundTo<Properties>, origin: Origin<Keys>): Answer;
}

/** Pure: the same event gives the same value. `undefined` leaves the parameter out. */
export type Computed<Properties = Loose, Keys extends string = string> = Asked<Properties, Keys, string | number | undefined>['ask'];

export type ParameterType = 'text' | 'numeric' | 'timestamp';

/** A property's path, a function of the event, or either with what to do when there is no value. */
export type ParameterValue<Properties = Loose, Keys extends string = string> =
  | PropertyPath<Properties>
  | Computed<Properties, Keys>
  | {
      readonly from?: PropertyPath<Properties> | Computed<Properties, Keys>;
      /** Also serves as a constant when there is no `from`. */
      readonly default?: string | number;
      /** How `setup --create` defines it; default: the property's own type. */
      readonly type?: ParameterType;
      readonly required?: boolean;
    };

/** What must be so; of a list, one of its texts. */
export interface Where {
  /** Its name in the config. */
  readonly provider?: string | readonly string[];
  readonly mode?: 'live' | 'test';
  /** The provider's own event type; `*` stands for any characters. */
  readonly type?: string | readonly string[];
  /** Key → the text that the merchant attached under it. */
  readonly metadata?: Readonly<Record<string, string | readonly string[]>>;
}

/** Of which events of this name a binding is; a function is pure. */
export type When<Properties = Loose, Keys extends string = string> = Where | Asked<Properties, Keys, boolean>['ask'];

export interface Binding<Properties = Loose, Keys extends string = string> {
  /** Without it of all of them. In a list the first that fits counts. */
  readonly when?: When<Properties, Keys>;
  /** The Bunce event's name, exact: case and spaces count. */
  readonly event: string;
  /** What `setup --create` tells Bunce of it. */
  readonly description?: string;
  /** Bunce's parameter name, exact → where its value comes from. */
  readonly parameters: Readonly<Record<string, ParameterValue<Properties, Keys>>>;
  /** Bunce's attribute name → where its value comes from. */
  readonly attributes?: Readonly<Record<string, ParameterValue<Properties, Keys>>>;
  /** What to do when Bunce may or may not have taken the trigger; default `retry`. */
  readonly onAmbiguous?: 'retry' | 'park';
  /** After which the event is parked as too-late instead of being sent. */
  readonly maxAge?: Duration;
}

/** Tell Bunce nothing of these, on purpose: they do not count as unbound. */
export interface Untold<Properties = Loose, Keys extends string = string> {
  readonly when: When<Properties, Keys>;
  readonly event: null;
}

/** One for all events of a name, or several of which the first that fits counts; `null` tells nothing, on purpose. */
export type Bound<Properties = Loose, Keys extends string = string> =
  | Binding<Properties, Keys>
  | null
  | readonly (Binding<Properties, Keys> | Untold<Properties, Keys> | null)[];

/** Event → what it becomes in Bunce. */
export type Bindings<Own extends OwnEvents = NoEvents, Keys extends string = string> = {
  readonly [Name in EventName | (keyof Own & string)]?: Name extends EventName
    ? Bound<EventProperties[Name], Keys>
    : Bound<OwnProperties<Own[Name]>, Keys>;
};

/** The same where nobody knows the events any more. */
export type AnyBindings = Readonly<Record<string, Bound | undefined>>;
export type AnyBinding = Binding;

/** Our attribute name → the Bunce attribute's name. */
export type AttributeBindings = { readonly [Name in keyof Attributes]?: string };
