import * as z from 'zod/mini';

import { type Handler, missing, ok, refused } from './answer.ts';

const Request = z.looseObject({ program_id: z.string() });

/** Answers at once that it is submitted; how it ended is told by webhook only. */
export const startVerification: Handler = (bond, { params: [id = ''], body }) => {
  const customer = bond.customers.get(id);
  if (!customer) return missing('customer', id);
  if (!Request.safeParse(body).success) return lacksProgram;
  if (customer.kyc === 'passed') return refused({ status: 400, code: 'kyc_already_passed', message: 'The customer is verified.' });
  const result = bond.switches.kycResult;
  bond.customers.set(id, { ...customer, kyc: result === 'success' ? 'passed' : 'submitted' });
  bond.announce({ event: `kyc.verification.${result}`, customer_id: id, ...EXTRAS[result] });
  return ok({ customer_id: id, kyc_status: 'submitted' });
};

const EXTRAS: Readonly<Record<string, object>> = {
  document_required: { documents: ['drivers_license', 'utility_bill'] },
  reenter_information: { incorrect_information: ['address', 'dob'] },
};

const lacksProgram = refused({
  status: 400,
  code: 'kyc_schema',
  message: { program_id: ['Missing data for required field.'] },
});

export const readVerification: Handler = ({ customers }, { params: [id = ''], query }) => {
  const customer = customers.get(id);
  if (!customer) return missing('customer', id);
  return query.get('program_id') ? ok({ customer_id: id, kyc_status: customer.kyc }) : lacksProgram;
};
