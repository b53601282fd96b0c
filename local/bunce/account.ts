import type { Switches } from './switches.ts';

export type Mode = 'live' | 'test';

export interface Device {
  readonly device_id: string;
  device_type: string;
  token: string;
  readonly created_at: string;
}

export interface Customer {
  customer_id: string;
  email: string;
  first_name: string;
  last_name: string;
  phone_no: string | null;
  readonly customer_created_at: string;
  updated_at: string;
  last_interaction: string | null;
  readonly devices: Device[];
  /** By attribute id. */
  readonly attributes: Map<string, string>;
}

export interface Attribute {
  readonly id: string;
  name: string;
  data_type: 'text' | 'timestamp' | 'numeric';
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

export interface EventDefinition {
  readonly id: string;
  readonly company_id: string;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** An accepted trigger; `skipped` names the parameters whose timestamp Bunce would lose in silence. */
export interface Trigger {
  readonly at: string;
  readonly mode: Mode;
  readonly event_id: string;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly customer_id: string | null;
  readonly email: string | null;
  readonly skipped: readonly string[];
}

export interface Segment {
  readonly id: string;
  name: string;
  description: string | null;
  all_customers: boolean;
  readonly members: Set<Customer>;
  readonly created_at: string;
  updated_at: string;
}

/** Time and ids come from outside, so that a test can repeat a run exactly. */
export interface AccountPorts {
  now(): Date;
  newId(): string;
}

/** All that one key's mode holds. Live and test share nothing but switches, ports and the list of triggers. */
export interface Account {
  readonly mode: Mode;
  readonly ports: AccountPorts;
  readonly switches: Switches;
  readonly customers: Map<string, Customer>;
  /** By lower-cased e-mail, the eldest first. */
  readonly emails: Map<string, Customer[]>;
  readonly attributes: Map<string, Attribute>;
  readonly events: Map<string, EventDefinition>;
  readonly transactions: Readonly<Record<string, unknown>>[];
  readonly segments: Map<string, Segment>;
  readonly triggers: Trigger[];
}

type Founding = Pick<Account, 'mode' | 'ports' | 'switches' | 'triggers'>;

export const newAccount = (founding: Founding): Account => ({
  ...founding,
  customers: new Map(),
  emails: new Map(),
  attributes: new Map(),
  events: new Map(),
  transactions: [],
  segments: new Map(),
});

/** Takes every record; event and attribute definitions stay by default. */
export function emptyAccount(account: Account, { definitions }: { readonly definitions: boolean }): void {
  const { customers, emails, transactions, segments, triggers, events, attributes } = account;
  for (const records of [customers, emails, segments]) records.clear();
  transactions.length = 0;
  triggers.length = 0;
  if (definitions) for (const defined of [events, attributes]) defined.clear();
}

/** Now, as Bunce writes the times it returns: microseconds and the offset of Lagos. */
export function lagosTime({ ports }: Account): string {
  const shifted = new Date(ports.now().getTime() + 3_600_000);
  return shifted.toISOString().replace('Z', '000+01:00');
}
