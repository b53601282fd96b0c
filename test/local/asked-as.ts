import { request } from 'node:http';

/** What a server answers somebody with these headers: `fetch` names its own host. */
export const statusFor = async (
  url: string,
  { method = 'GET', headers }: Pick<RequestInit, 'method'> & { headers: Record<string, string> },
) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url, { method, headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
