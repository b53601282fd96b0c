import config from 'bunce-sync:config';
import { sourceNamed } from '../../../shared/webhook/generic-source.ts';
import { receiver } from '../../../shared/webhook/receiver.ts';
import { hmacSource } from './generic.ts';
import { hmac } from './provider.ts';

const source = sourceNamed(config, process.env['PROVIDER']);
const provider = source?.scheme === 'hmac' ? hmacSource(source) : hmac;

export const handler = receiver(provider);
