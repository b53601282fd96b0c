import type { BindingRow, Break, Finding, ParkedRow, Person, PersonRow, ProviderRow } from './lists.ts';
import type { About, Done, Numbers, Posts, Streamed } from './protocol.ts';
import type { Row, Trace, Webhook } from './webhook.ts';

/** What somebody asked for cannot be done, in words for them. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What the console shows of one place, and does there; a view that the place has not is left out. Each may throw a Refused. */
export interface Source {
  readonly about: About;
  numbers(): Promise<Numbers>;
  readonly webhooks?: Webhooks;
  readonly parked: ParkedDesk;
  readonly people: PeopleDesk;
  readonly providers: Providers;
  readonly bindings?: () => Promise<readonly BindingRow[]>;
  readonly breaks?: Breaks;
  readonly doctor?: () => Promise<readonly Finding[]>;
  readonly trace?: (reference: string) => Promise<Trace>;
  /** Tells of what happens from then on, until what it gives is called. */
  watch(tell: Tell): () => void;
}

export type Tell = <Name extends keyof Streamed>(name: Name, data: Streamed[Name]) => void;

export interface Webhooks {
  list(): readonly Row[];
  one(id: string): Promise<Webhook | undefined>;
  resend(id: string): Promise<Done>;
  send(webhook: Posts['/api/send']): Promise<Done>;
  /** Among the samples of its provider. */
  keepAsSample(id: string, name: string): Promise<Done>;
}

export interface ParkedDesk {
  list(): Promise<readonly ParkedRow[]>;
  /** The whole message, its raw body readable. */
  one(id: string): Promise<unknown>;
  replay(chosen: Posts['/api/parked/replay']): Promise<Done>;
  drop(chosen: Posts['/api/parked/drop']): Promise<Done>;
}

export interface PeopleDesk {
  find(text: string): Promise<readonly PersonRow[]>;
  one(id: string): Promise<Person | undefined>;
}

export interface Providers {
  list(): Promise<readonly ProviderRow[]>;
  setSecret(name: string, given: Posts['/api/providers/<name>/secret']): Promise<Done>;
}

export interface Breaks {
  list(): Promise<readonly Break[]>;
  set(broken: Posts['/api/breaks']): Promise<Done>;
}
