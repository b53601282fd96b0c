import { ADVISED } from '../../../shared/webhook/advised.ts';
import { standardSource } from './generic.ts';

/** https://www.standardwebhooks.com */
export const standardWebhooks = standardSource({ name: 'standard-webhooks', on: ADVISED, test: '$.data.test' });
