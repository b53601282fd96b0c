import { createServer, type RequestListener, type Server } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import { close, listen } from '../../../local/loopback.ts';
import { type Asked, connections } from '../../../shared/bunce/exchange.ts';

const ASKED: Asked = { method: 'POST', path: '/v1/x', headers: { 'content-length': '2' }, content: Buffer.from('{}'), deadline: 5000 };

async function openTo(answer: RequestListener): Promise<{ readonly server: Server; readonly open: ReturnType<typeof connections> }> {
  const server = createServer(answer);
  const open = connections(await listen(server), 4000);
  onTestFinished(async () => {
    open.close();
    await close(server);
  });
  return { server, open };
}

describe('an exchange', () => {
  it('sends the bytes as they are and hands back every value of a header', async () => {
    const { open } = await openTo((request, response) => {
      response.statusCode = 429;
      response.setHeader('retry-after', ['1', '60']);
      request.pipe(response);
    });
    expect(await open.exchange(ASKED)).toMatchObject({ status: 429, text: '{}', headers: { 'retry-after': ['1', '60'] } });
  });

  it('follows no redirect: the key stays with the origin', async () => {
    const { open } = await openTo((_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await open.exchange(ASKED)).toMatchObject({ status: 302 });
  });

  it('uses its few connections again', async () => {
    const ports = new Set<number | undefined>();
    const { open } = await openTo(({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end();
    });
    for (let call = 0; call < 20; call += 1) await open.exchange(ASKED);
    expect(ports.size).toBeLessThanOrEqual(4);
  });

  it('that finds nobody listening has sent nothing', async () => {
    const { server, open } = await openTo(() => undefined);
    await close(server);
    await expect(open.exchange(ASKED)).rejects.toMatchObject({ sent: false, message: 'ECONNREFUSED' });
  });

  it.each(['a new', 'a kept'])('that is cut off on %s connection may have been taken', async (which) => {
    let answers = which === 'a kept' ? 1 : 0;
    const { open } = await openTo(({ socket }, response) => (answers-- > 0 ? response.end() : socket.destroy()));
    if (which === 'a kept') await open.exchange(ASKED);
    await expect(open.exchange(ASKED)).rejects.toMatchObject({ sent: true, message: 'UND_ERR_SOCKET' });
  });

  it('that gets no answer, or half of one, ends at its deadline', async () => {
    const { open } = await openTo(({ url }, response) => void (url === '/half' && response.write('{')));
    for (const path of ['/none', '/half'])
      await expect(open.exchange({ ...ASKED, path, deadline: 50 })).rejects.toMatchObject({ sent: true, message: 'TimeoutError' });
  });
});
