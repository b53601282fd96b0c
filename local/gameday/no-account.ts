import { createServer } from 'node:http';

import { close, listen } from '../loopback.ts';

export interface NoAccount {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const NO_STACK = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
<Code>ValidationError</Code><Message>Stack with id BunceSync does not exist</Message></Error></ErrorResponse>`;

/** AWS of an account in which nothing is deployed, where the run has no server of its own: what the commands fall back from to the local run. */
export async function startNoAccount(): Promise<NoAccount> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(400, { 'content-type': 'text/xml' }).end(NO_STACK);
  });
  const url = await listen(server);
  return { environment: { AWS_ENDPOINT_URL: url }, close: async () => close(server) };
}
