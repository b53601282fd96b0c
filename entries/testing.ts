export { describeProvider } from '../testing/describe-provider.ts';
export { verify } from '../shared/webhook/signature.ts';
export { read } from '../shared/webhook/read.ts';
export { triggersOf } from '../testing/triggers.ts';
