import type { Address, Customer } from './customer.ts';

const BRAND = '5a0c4b1e-7d0f-4a35-9b53-0f1c2b7f9d10';

interface Home extends Pick<Address, 'address_id' | 'street' | 'city' | 'state' | 'zip_code'> {
  readonly date_created: string;
}

const home = (at: Home): Address => ({
  address_type: 'PHYSICAL',
  street2: '',
  country: 'US',
  is_primary: true,
  deliverability: 'deliverable',
  ...at,
});

/** The customers a fresh simulator knows; the samples of functions/webhooks/bond are about them. Dates come with and without an offset. */
export const SEEDS: readonly Customer[] = [
  {
    customer_id: '6b1f4a52-3c1d-4e0a-8f57-2d9f0a6b7c01',
    brand_person_id: 'd2a7c1de-58b3-4d0e-a0b9-64f8a3c5e701',
    bond_brand_id: BRAND,
    dob: '1991-04-12',
    first_name: 'Amara',
    middle_name: 'Ngozi',
    last_name: 'Okafor',
    ssn: '567-68-4321',
    phone: '202-555-0143',
    phone_country_code: '1',
    email: 'Amara.Okafor@example.com',
    kyc_requests_available: 2,
    addresses: [
      home({
        address_id: '0f0c2e11-52a4-4f0c-9d53-5f6f1f2a3b01',
        street: '1200 Harbor Ave.',
        city: 'Baltimore',
        state: 'MD',
        zip_code: '21230',
        date_created: '2022-03-14T09:26:53.589793',
      }),
    ],
    date_created: '2022-03-14T09:26:53.589793',
    kyc: 'none',
  },
  {
    customer_id: '9c3e7d84-6f2b-4b7d-9a10-71c5e8d2f402',
    bond_brand_id: BRAND,
    dob: '1985-11-30',
    first_name: 'Daniel',
    last_name: "O'Hara",
    ssn: '532-11-8765',
    email: 'daniel.ohara@example.org',
    addresses: [
      home({
        address_id: '7a5d9c22-88c1-4f66-8f0a-3b1e4c5d6e02',
        street: '48 Mill Rd',
        city: 'Austin',
        state: 'TX',
        zip_code: '78701-2210',
        date_created: '2021-10-20T10:27:20.154286+00:00',
      }),
    ],
    date_created: '2021-10-20T10:27:20.154286+00:00',
    kyc: 'passed',
  },
  {
    customer_id: 'e4d09b63-1a58-4c93-b6e2-8a4f5c7d9e03',
    brand_person_id: 'a1f3b6c8-90d2-4e47-8c5b-2b7d9e0f1a03',
    bond_brand_id: BRAND,
    dob: '2000-02-29',
    first_name: 'Lucia',
    last_name: 'Mendez',
    phone: '3055550188',
    phone_country_code: '1',
    kyc_requests_available: 1,
    addresses: [
      home({
        address_id: 'c6b8e933-4d7e-4a02-b1c9-9e8d7c6b5a03',
        street: '9 Palm Ct. #4',
        city: 'Miami',
        state: 'FL',
        zip_code: '33101',
        date_created: '2023-07-01T00:00:00.000001+00:00',
      }),
    ],
    date_created: '2023-07-01T00:00:00.000001+00:00',
    kyc: 'none',
  },
];
