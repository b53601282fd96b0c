import { Agent, type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';
import { text } from 'node:stream/consumers';

/** Connections to one origin that outlive a call. */
export interface Connections {
  /** Throws a RequestFailed when no whole answer came. */
  exchange(asked: Asked): Promise<Replied>;
  close(): void;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
  /** Milliseconds until the whole answer must be there. */
  readonly deadline: number;
}

export interface Replied {
  readonly status: number;
  /** Each with all its values. */
  readonly headers: IncomingMessage['headersDistinct'];
  readonly text: string;
}

export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  /** Whether a byte may have left us. */
  readonly sent: boolean;

  constructor(sent: boolean, cause: string) {
    super(cause);
    this.sent = sent;
  }
}

/** Node's own client, which follows no redirect: undici's would be most of a bundle. `idle`: milliseconds a connection is kept unused. */
export function connections(origin: string, idle: number): Connections {
  const isSecure = new URL(origin).protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 4, timeout: idle };
  const agent = isSecure ? new SecureAgent(options) : new Agent(options);
  const start = isSecure ? secure : plain;
  return {
    async exchange({ method, path, headers, content, deadline }) {
      const signal = AbortSignal.timeout(deadline);
      let sent = false;
      try {
        const request = start(new URL(path, origin), { method, headers, agent, signal });
        // It leaves us as soon as there is a connection: at once on one that is kept.
        request.once('socket', (socket) => {
          if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', () => (sent = true));
          else sent = true;
        });
        const response = await answerTo(request.end(content));
        return { status: response.statusCode ?? 0, headers: response.headersDistinct, text: await text(response) };
      } catch (error) {
        throw new RequestFailed(sent, signal.aborted ? 'TimeoutError' : codeOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

const answerTo = async (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
