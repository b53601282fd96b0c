import { expect, it } from 'vitest';
import * as z from 'zod/mini';

import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { charge, running, sample } from './running.ts';

const world = running();
const { send, events, customers, parked, settled } = world;

const PERSON = { email: 'ada@example.com', first_name: 'Old', last_name: 'Name', phone_no: '+2348000000000' };
const ID = 'user_2k6QehZLpBsXDiP9pWtrS3u7YiF';

/** The sample of Clerk with another address, as Clerk would send it of Ada. */
function clerk(name: string, email: string): string {
  const body = sample('clerk', name).body.toString();
  return body.replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+\w/g, email);
}

const post = async (name: string, email: string): Promise<void> => {
  expect(await send({ provider: 'clerk', body: clerk(name, email), id: `msg_${name}_${email}` })).toBe(200);
  await settled();
};
const pay = async (reference: string, email: string): Promise<void> => {
  expect(await send({ provider: 'paystack', body: charge(reference, { customer: { customer_code: 'CUS_ada', email } }) })).toBe(200);
  await settled();
};

const Log = z.array(z.object({ method: z.string(), path: z.string(), status: z.nullable(z.number()) }));
let seen = 0;
/** What the consumer has asked of Bunce's customers since it was last looked. */
async function asked(): Promise<readonly string[]> {
  const rows = Log.parse(await (await fetch(`${world.run.bunce.control}/log?since=${seen}`)).json());
  seen += rows.length;
  return rows
    .map(({ method, path, status }) => `${method} ${path.replace('/v1', '')} ${status}`)
    .filter((row) => row.includes('/customers'));
}

it('a person known at two providers, and in Bunce by a third id, ends as one customer', async () => {
  const headers = { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test };
  const made = await fetch(`${world.run.bunce.url}/customers`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...PERSON, customer_id: 'legacy-7' }),
  });
  expect(made.status).toBe(201);
  await asked();

  // Clerk's creation is told "already exists"; the id that Bunce answers with is used from here on.
  await post('user.created', 'ada@example.com');
  expect(await asked()).toEqual([
    'POST /customers 422',
    'GET /customers 200',
    'PUT /customers/legacy-7 200',
    'POST /attributes/customers 200',
  ]);
  expect(await customers()).toMatchObject([{ customer_id: 'legacy-7', email: 'ada@example.com' }]);

  // Paystack's customer is the same by e-mail: no call is needed to find that out.
  await pay('first', 'ada@example.com');
  expect(await asked()).toEqual(['POST /attributes/customers 200']);

  // The e-mail changes at Clerk: Bunce's customer has the new one.
  await post('user.updated', 'ada.new@example.com');
  expect(await asked()).toEqual(['PUT /customers/legacy-7 200']);
  expect(await customers()).toMatchObject([{ customer_id: 'legacy-7', email: 'ada.new@example.com' }]);

  // Paystack still writes the old one: it leads to the same customer.
  await pay('second', 'ada@example.com');
  expect(await customers()).toHaveLength(1);
  expect(new Set((await events()).map(({ customer_id: id }) => id))).toEqual(new Set(['legacy-7']));
  expect((await events()).map(({ name }) => name)).toEqual(['Signed up', 'Purchase completed', 'Profile updated', 'Purchase completed']);
  expect((await customers()).map(({ customer_id: id }) => id)).not.toContain(ID);
  expect(await parked()).toEqual([]);
});
