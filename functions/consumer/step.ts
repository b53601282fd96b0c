import type { Catalogue } from '../../shared/bunce/catalogue.ts';
import type { Customer, Device } from '../../shared/bunce/command.ts';
import type { TrackedEvent } from '../../shared/bunce/event.ts';
import type { AnyBinding } from '../../shared/bunce/binding.ts';
import type { Source } from '../../shared/bunce/parameters.ts';
import type { Envelope } from '../../shared/queue/envelope.ts';
import type { Receipt } from './receipt.ts';

/** The text a person's attribute shall have. */
export interface Value {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** What a person's attributes shall be, and the names of those whose value does not convert. */
export interface Values {
  readonly values: readonly Value[];
  readonly unfit: readonly string[];
}

type Definition = Catalogue['events'][number];

/** What a step asks for. */
export type Work =
  | { readonly kind: 'profile' }
  | {
      readonly kind: 'trigger';
      readonly event: TrackedEvent;
      readonly binding: AnyBinding;
      readonly definition: Definition;
      /** What its parameters are made of, beside the person. */
      readonly source: Omit<Source, 'person'>;
    }
  | { readonly kind: 'attributes'; valuesFor(person: Source['person']): Values }
  | { readonly kind: 'devices'; readonly devices: readonly Device[] }
  /** Forgets the person. `requested`: by law, so whoever passes it on. */
  | { readonly kind: 'erasure'; readonly requested: boolean }
  /** No binding on purpose: settled. */
  | { readonly kind: 'untold' }
  /** No binding: counted and settled. */
  | { readonly kind: 'unbound'; readonly what: string }
  /** The config and the account do not fit: nothing can be sent. */
  | { readonly kind: 'impossible'; readonly detail: string };

/** The least that settles alone, and the ledger's unit. A command is one step, or two where its binding sets attributes. */
export interface Step<Kind extends Work = Work> {
  readonly id: string;
  readonly commandId: string;
  readonly work: Kind;
  /** What a trigger tells, however often it is told. */
  readonly occasion?: string | undefined;
  readonly customer: Customer;
  /** The event's own time, else that of receipt; never far in the future. */
  readonly at: string;
  readonly envelope: Envelope;
  readonly receipt: Receipt;
}

export type StepOf<Kind extends Work['kind']> = Step<Extract<Work, { readonly kind: Kind }>>;
export type ProfileStep = StepOf<'profile'>;
export type TriggerStep = StepOf<'trigger'>;
export type AttributesStep = StepOf<'attributes'>;
export type DevicesStep = StepOf<'devices'>;
export type ErasureStep = StepOf<'erasure'>;

/** By which a step is known within its batch, where a replay may stand beside a copy of what it replays. */
export const turnOf = ({ id, envelope: { generation } }: Step): string => `${generation} ${id}`;

/** Whether both name the same customer of one provider. */
export const isSameId = (one: Step, other: Step): boolean =>
  one.envelope.provider === other.envelope.provider && one.customer.id !== undefined && one.customer.id === other.customer.id;

/** Begins the group of what waits for the event that tells whom it is about. */
export const WAITING = 'wait/';

export const isWaiting = ({ envelope }: Pick<Step, 'envelope'>): boolean => envelope.group.startsWith(WAITING);
