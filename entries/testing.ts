export { describeProvider } from '../testing/describe-provider.ts';
export { describeSenders } from '../testing/describe-senders.ts';
export { read } from '../shared/webhook/read.ts';
export { triggersOf } from '../testing/triggers.ts';
export { verify } from '../shared/webhook/signature.ts';
