import type { PersonRef } from '../../functions/consumer/people/person-ref.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { Customers } from '../../shared/bunce/api/customers.ts';
import type { Settled } from '../../shared/config/config.ts';
import type { Row } from './source.ts';

/** What some rows are worked at with. */
export interface Importing {
  readonly customers: Customers;
  readonly settings: Settled;
  readonly people: People;
}

/** A row, and the person it is about, in our hands. */
export interface Task extends Importing {
  readonly row: Row;
  readonly ref: PersonRef;
  readonly lease: Lease;
}
