import { once } from 'node:events';
import type { Server } from 'node:http';

/** Someone else listens where we want to: the only start-up failure a user meets in daily life. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';

  constructor(port: number, variable: string) {
    super(`port ${port} is in use (is another run still up?): stop what listens there, or choose another port with ${variable}`);
  }
}

export interface Listening {
  /** 0 takes a free port. */
  readonly port?: number;
  /** The environment variable that moves this port, for the message. */
  readonly variable?: string;
}

/** Puts into words that the port of a server that starts is taken. */
export async function portTaken<Server>(starting: Promise<Server>, { port = 0, variable = 'PORT' }: Listening): Promise<Server> {
  return starting.catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? new PortInUse(port, variable) : error;
  });
}

/** Listens on loopback only and resolves to the origin, such as `http://127.0.0.1:8787`. */
export async function listen(server: Server, { port = 0, variable = 'PORT' }: Listening = {}): Promise<string> {
  server.listen(port, '127.0.0.1');
  await portTaken(once(server, 'listening'), { port, variable });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Cuts open connections, so that closing never waits for a client. */
export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
