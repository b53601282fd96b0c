import { type Dispatcher, Pool } from 'undici';

/** Connections to one origin that outlive a call. */
export interface Connections {
  /** Throws a RequestFailed when no whole answer came. */
  exchange(asked: Asked): Promise<Replied>;
  close(): void;
}

export interface Asked {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
  /** Milliseconds until the whole answer must be there. */
  readonly deadline: number;
}

export interface Replied {
  readonly status: number;
  /** A header that came several times holds all its values. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  /** Whether a byte may have left us. */
  readonly sent: boolean;
  /** The connection did not hold; else the answer was too slow or too long, and would be again. */
  readonly broken: boolean;

  constructor(sent: boolean, cause: string) {
    super(cause);
    this.sent = sent;
    this.broken = cause !== TOO_LATE && cause !== TOO_LONG;
  }
}

const TOO_LATE = 'TimeoutError';
const TOO_LONG = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

/** Bytes: no answer of Bunce comes near, and a Lambda's memory is not for what is none. */
const LONGEST = 1024 * 1024;

type Handler = Dispatcher.DispatchHandler;

/** The same handler, which first marks the moment its request is put on a connection: before it nothing was sent. */
const marking = (inner: Handler, mark: () => void): Handler => ({
  onRequestStart(...started) {
    mark();
    inner.onRequestStart?.(...started);
  },
  onRequestUpgrade: (...upgraded) => inner.onRequestUpgrade?.(...upgraded),
  onResponseStart: (...started) => inner.onResponseStart?.(...started),
  onResponseData: (...data) => inner.onResponseData?.(...data),
  onResponseEnd: (...ended) => inner.onResponseEnd?.(...ended),
  onResponseError: (...failed) => inner.onResponseError?.(...failed),
});

/** A pool that follows no redirect and never sends a request twice by itself. `idle`: milliseconds a connection is kept unused. */
export function connections(origin: string, idle: number): Connections {
  const keepAlive = { keepAliveTimeout: idle, keepAliveMaxTimeout: idle };
  const pool = new Pool(origin, { connections: 4, pipelining: 1, maxResponseSize: LONGEST, ...keepAlive });
  return {
    async exchange({ method, path, headers, content, deadline }) {
      const signal = AbortSignal.timeout(deadline);
      let sent = false;
      const marked = pool.compose(
        (dispatch) => (options, handler) =>
          dispatch(
            options,
            marking(handler, () => (sent = true)),
          ),
      );
      try {
        const response = await marked.request({ method, path, headers, body: content, signal });
        return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
      } catch (error) {
        throw new RequestFailed(sent, signal.aborted ? TOO_LATE : codeOf(error));
      }
    },
    close: () => void pool.destroy(),
  };
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
