import { expect, it, onTestFinished } from 'vitest';

import { homeOf, sampleOf } from '../../local/samples.ts';
import { kora } from '../../functions/webhooks/kora/provider.ts';
import { project } from '../project.ts';
import { startLookupServer } from '../../local/lookups.ts';

const KEY = { secretKey: 'any' };

it('answers a look-up as the sample says, and knows nobody else', async () => {
  const server = await startLookupServer(project, ['bond']);
  onTestFinished(async () => server.close());
  const { lookup: found, body } = sampleOf(homeOf('kora'), 'charge.success');
  const settings = { baseUrl: server.urls['kora'] ?? '' };
  const asked = async (reference: string) =>
    kora.lookup?.fetch({ reference, credentials: KEY, settings, signal: AbortSignal.timeout(5000) });
  expect(await asked(kora.lookup?.reference(JSON.parse(body.toString())) ?? '')).toEqual(found);
  expect(await asked('a/b?c %')).toBeUndefined();
  expect(Object.keys(server.urls)).not.toContain('bond');
});
