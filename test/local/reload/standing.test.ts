import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { kora } from '../../../functions/webhooks/kora/provider.ts';
import { LOCAL_KEYS } from '../../../local/bunce/server.ts';
import { localSecret } from '../../../local/local-secret.ts';
import { homeOf, sampleOf } from '../../../local/samples.ts';
import { post, signedBy } from '../../../local/signed.ts';
import { loadProject } from '../../../shared/config/project.ts';
import { project as repository } from '../../project.ts';
import { startLoop } from './loop.ts';

const LONG = { timeout: 60_000, interval: 50 };

it(
  'replays what is parked, and keeps a sample, by the config and the mapping as they were mended meanwhile',
  { timeout: 180_000 },
  async () => {
    const { root, run, send, ask, edit, said, told } = await startLoop();
    const headers = { 'x-authorization': LOCAL_KEYS.test };
    const { data } = (await (await fetch(`${run.bunce.url}/events`, { headers })).json()) as {
      readonly data: readonly { readonly id: string }[];
    };
    const rename = { 'Signed up at': 'Came at' };
    await fetch(`${run.bunce.control}/events/${data[0]?.id}`, { method: 'PATCH', body: JSON.stringify({ rename }) });
    for (const who of ['a', 7]) expect(await send(who)).toBe(200);
    const reasons = async () => ((await ask('parked')) as readonly { readonly reason: string }[]).map(({ reason }) => reason);
    await expect.poll(async () => (await reasons()).toSorted(), LONG).toEqual(['rejected', 'unreadable']);

    edit('bunce-sync.config.ts', ["'Signed up at'", "'Came at'"]);
    edit('providers/acme/map.ts', ['who.trim()', 'String(who)']);
    for (const name of ['Consumer', 'AcmeReceiver']) await expect.poll(() => said.join(), LONG).toMatch(new RegExp(`${name}.* it now`));
    expect(await ask('parked/replay', {})).toEqual({ text: 'replayed 2' });
    await expect.poll(async () => (await told()).toSorted(), LONG).toEqual(['OLD7@example.com', 'OLDa@example.com']);

    const [newest] = (await ask('webhooks')) as readonly { readonly id: string }[];
    expect(await ask(`webhooks/${newest?.id}/sample`, { name: 'odd' })).toEqual({
      text: expect.stringContaining('providers/acme/samples/odd'),
    });
    expect(readFileSync(join(root, 'providers/acme/samples/odd/commands.json'), 'utf8')).toContain('OLD7@example.com');
  },
);

it(
  "runs a changed map.ts of the library's own, and keeps samples of a built-in provider beside the config",
  { timeout: 180_000 },
  async () => {
    const { root, run, said, ask } = await startLoop({ providers: ['kora'] });
    const now = new Date();
    utimesSync(join(repository.root, 'functions/webhooks/kora/map.ts'), now, now);
    await expect.poll(() => said.join(), LONG).toMatch(/kora\/map\.ts changed: KoraReceiver runs it now/);

    const [url, secret] = [`${run.gateway}/webhooks/kora`, localSecret(kora)];
    const sample = sampleOf(homeOf('kora'), 'charge.success');
    await post(url, signedBy(kora, { project: loadProject(root), webhook: sample, secret, url, id: 'msg_1' }));
    const [newest] = (await ask('webhooks')) as readonly { readonly id: string }[];
    const folder = join(root, 'samples/kora/ours');
    expect(await ask(`webhooks/${newest?.id}/sample`, { name: 'ours' })).toEqual({ text: expect.stringContaining(folder) });
    expect(JSON.parse(readFileSync(join(folder, 'lookup.json'), 'utf8'))).toEqual(sample.lookup);
  },
);
