import type * as notes from '../../functions/consumer/batch/notes.ts';
import type * as parking from '../../functions/consumer/batch/parking.ts';
import type * as run from '../../functions/consumer/batch/run.ts';
import type * as task from '../../functions/consumer/batch/task.ts';
import type * as waves from '../../functions/consumer/batch/waves.ts';
import type * as circuitBreaker from '../../functions/consumer/calls/circuit-breaker.ts';
import type * as attributes from '../../functions/consumer/deliver/attributes.ts';
import type * as findCustomer from '../../functions/consumer/deliver/find-customer.ts';
import type * as profile from '../../functions/consumer/deliver/profile.ts';
import type * as trigger from '../../functions/consumer/deliver/trigger.ts';
import type * as personRef from '../../functions/consumer/people/person-ref.ts';
import type * as person from '../../functions/consumer/people/person.ts';
import type * as ledger from '../../functions/consumer/state/ledger.ts';
import type * as people from '../../functions/consumer/state/people.ts';
import type * as command from '../../shared/bunce/command.ts';
import type * as tokenBucket from '../../shared/bunce/token-bucket.ts';
import type * as wire from '../../shared/bunce/wire.ts';
import type * as envelope from '../../shared/queue/envelope.ts';
import type * as parked from '../../shared/queue/parked.ts';

/** Modules whose exports can be replaced in a bundle, by their place in the project. */
interface Seams {
  'functions/consumer/batch/notes.ts': typeof notes;
  'functions/consumer/batch/parking.ts': typeof parking;
  'functions/consumer/batch/run.ts': typeof run;
  'functions/consumer/batch/task.ts': typeof task;
  'functions/consumer/batch/waves.ts': typeof waves;
  'functions/consumer/calls/circuit-breaker.ts': typeof circuitBreaker;
  'functions/consumer/deliver/attributes.ts': typeof attributes;
  'functions/consumer/deliver/find-customer.ts': typeof findCustomer;
  'functions/consumer/deliver/profile.ts': typeof profile;
  'functions/consumer/deliver/trigger.ts': typeof trigger;
  'functions/consumer/people/person-ref.ts': typeof personRef;
  'functions/consumer/people/person.ts': typeof person;
  'functions/consumer/state/ledger.ts': typeof ledger;
  'functions/consumer/state/people.ts': typeof people;
  'shared/bunce/command.ts': typeof command;
  'shared/bunce/token-bucket.ts': typeof tokenBucket;
  'shared/bunce/wire.ts': typeof wire;
  'shared/queue/envelope.ts': typeof envelope;
  'shared/queue/parked.ts': typeof parked;
}

/** What stands in the place of some of their exports: a name that is no longer there does not pass the type check. */
export type Instead = { readonly [Place in keyof Seams]?: Partial<Seams[Place]> };
