import { describe, expect, it } from 'vitest';

import { hostileBodies } from '../../bench/hostile-bodies.ts';
import { forgeryOf, purchaseOf } from '../../bench/webhook.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import type { Provider } from '../../shared/webhook/provider.ts';

const all = Object.values(providers);

describe.each(all)('a measured webhook of $name', (provider) => {
  it('has its size and becomes the commands of its sample', async () => {
    const { request, receive } = await purchaseOf(provider);
    expect(request.body.length).toBeGreaterThanOrEqual(4700);
    expect(request.body.length).toBeLessThan(5000);
    expect(await receive()).toMatchObject({ kind: 'accepted' });
  });

  it('is refused when a stranger made it up', async () => {
    for (const [, body] of hostileBodies(2000)) expect(await forgeryOf(provider, body).receive()).toMatchObject({ kind: 'refused' });
  });
});

describe('a measurement', () => {
  it('does not count a webhook that becomes something else', async () => {
    const [provider] = all;
    const deaf = { ...provider, events: {} } as Provider;
    await expect(purchaseOf(deaf)).rejects.toThrow(/became ignored, not its own commands/);
  });

  it('sends hostile JSON of the very size it is asked for', () => {
    for (const [shape, body] of hostileBodies(4999)) {
      expect(body.length, shape).toBe(4999);
      expect(body.toString().trimEnd().length, shape).toBeGreaterThan(4800);
      expect(JSON.parse(body.toString()), shape).toHaveProperty('data.x');
    }
  });
});
