import { bunce, type Bunce } from '../../shared/bunce/api/bunce.ts';
import { bunceOf } from '../stack-bunce.ts';
import type { Erasing } from './erasing.ts';

/** Works with the account of Bunce that the stack's consumer calls. */
export async function withBunce<Result>(
  { stack, options }: Pick<Erasing, 'stack' | 'options'>,
  work: (client: Bunce) => Promise<Result>,
): Promise<Result> {
  // A lease is held meanwhile.
  const client = bunce({ ...(await bunceOf(stack, options)), retries: 1, timeout: 8, patience: 5 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
