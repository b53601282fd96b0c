export interface Address {
  readonly address_id: string;
  readonly address_type: string;
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly state: string;
  readonly zip_code: string;
  readonly country: string;
  readonly is_primary: boolean;
  readonly deliverability: string;
  readonly date_created: string;
}

/** A customer as Bond keeps them: the SSN whole, and whether the verification has passed. */
export interface Customer {
  readonly customer_id: string;
  readonly brand_person_id?: string | undefined;
  readonly bond_brand_id: string;
  readonly dob: string;
  readonly first_name: string;
  readonly middle_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly ssn?: string | undefined;
  readonly phone?: string | undefined;
  readonly phone_country_code?: string | undefined;
  readonly email?: string | undefined;
  /** Absent on some of Bond's records. */
  readonly kyc_requests_available?: number | undefined;
  readonly addresses: readonly Address[];
  readonly date_created: string;
  readonly kyc: 'none' | 'submitted' | 'passed';
}

/** What a reply shows: of the SSN the last four digits only. Keys without a value vanish in JSON. */
export function customerView({ kyc: _kyc, ssn, ...customer }: Customer): Readonly<Record<string, unknown>> {
  return { ...customer, ssn: ssn && `XXX-XX-${ssn.replace(/\D/g, '').slice(-4)}` };
}

/** What the sample answer of PATCH leaves out is left out. */
export function shortView(customer: Customer): Readonly<Record<string, unknown>> {
  const { ssn: _ssn, phone: _phone, email: _email, ...rest } = customerView(customer);
  return rest;
}
