import { ADVISED } from '../../../shared/webhook/advised.ts';
import { hmacSource } from './generic.ts';

/** For your own back end: the body's HMAC-SHA256 in hex. Every other sender is described in the config. */
export const hmac = hmacSource({
  name: 'hmac',
  signature: { mode: 'hmac', header: 'x-signature' },
  id: '$.id',
  on: ADVISED,
  test: '$.data.test',
});
