import config from 'bunce-sync:config';
import { sourceNamed } from '../../../shared/webhook/generic-source.ts';
import { receiver } from '../../../shared/webhook/receiver.ts';
import { standardSource } from './generic.ts';
import { standardWebhooks } from './provider.ts';

const source = sourceNamed(config, process.env['PROVIDER']);
const provider = source?.scheme === 'standard-webhooks' ? standardSource(source) : standardWebhooks;

export const handler = receiver(provider);
