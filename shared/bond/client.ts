import { askerOf, type BondAccount } from './ask.ts';
import { BondError } from './bond-error.ts';
import { changeOf, type CustomerChange } from './change.ts';
import { Customer } from './customer.ts';
import { refuseLocked } from './locked.ts';
import { pagesOf, type Paging } from './pages.ts';
import { unlike } from './refusal.ts';
import { isGone, pathOf, retrieve } from './retrieve.ts';
import { type Patience, type PatientAsk, patient } from './retry.ts';

export interface Update {
  readonly change: CustomerChange;
  /** Whether KYC has passed, which no call tells: what is locked then is refused before it is sent. */
  readonly verified?: boolean;
}

/** Bond's customers. Each call throws a BondError where Bond does not do as asked. */
export interface BondClient {
  pages(paging?: Paging): AsyncIterable<readonly Customer[]>;
  /** Undefined where Bond knows nobody of this id. */
  retrieve(id: string): Promise<Customer | undefined>;
  /** Checked by Bond's rules before it is sent. Resolves when it is done: Bond's answer leaves out what matters. */
  update(id: string, update: Update): Promise<void>;
  /** `missing`: there was nobody of this id. */
  remove(id: string): Promise<'removed' | 'missing'>;
}

export function bondClient(account: BondAccount, patience: Patience): BondClient {
  const ask = patient(askerOf(account), patience);
  const find = async (id: string): Promise<Customer | undefined> => {
    const found = await retrieve(ask, { id });
    return found === undefined ? undefined : Customer.parse(found);
  };
  return {
    pages: (paging) => pagesOf(ask, paging),
    retrieve: find,
    async update(id, { change: given, verified = false }) {
      const change = changeOf(given);
      const customer = verified ? await find(id) : undefined;
      if (verified && !customer) throw nobody(id);
      if (customer) refuseLocked({ change, customer });
      const answer = await ask({ method: 'PATCH', path: pathOf(id), body: change });
      if (isPage(answer.text)) throw unlike(answer);
    },
    remove: async (id) => remove(ask, id),
  };
}

const nobody = (id: string): BondError =>
  new BondError({ kind: 'refused', status: 404, code: 'customer_dne', said: `Customer ${id} does not exist.` });

/** Bond's own answers to PATCH are not always JSON, but never a page. */
const isPage = (text: string): boolean => text.trimStart().startsWith('<');

/** The answer is a sentence, as plain text or as JSON. */
const SENTENCE = /^\W*$|deleted/i;

async function remove(ask: PatientAsk, id: string): Promise<'removed' | 'missing'> {
  let isAgain = false;
  try {
    const answer = await ask({ method: 'DELETE', path: pathOf(id), onRetry: () => (isAgain = true) });
    if (isPage(answer.text) || !SENTENCE.test(answer.text)) throw unlike(answer);
    return 'removed';
  } catch (error) {
    if (!isGone(error)) throw error;
    return isAgain ? 'removed' : 'missing';
  }
}
