import { track } from '../../shared/bunce/command.ts';
import { bought, type Flaws, Paid, sample, sound, soundSubject } from './sound.ts';

/** Of what is told of one happening, and where it waits. */
export const groupFlaws: Flaws = {
  'queues each event of a payment apart': {
    caughtBy: 'keeps what is told of one happening in one group',
    flaw: {
      provider: {
        ...sound,
        thread: (_command, payload) => sound.identify({ headers: {}, body: Buffer.from('') }, payload).id ?? undefined,
      },
    },
  },
  'refunds what no sample sells': {
    caughtBy: 'shows what its events follow, with the id that both name',
    flaw: {
      provider: {
        ...sound,
        events: { paid: bought, refunded: (payload) => [track('refund_issued', { customer: { email: Paid.parse(payload).data.email } })] },
      },
      samples: [...soundSubject.samples, refundOf('order-2')],
    },
  },
};

function refundOf(order: string) {
  const { body, ...rest } = sample('refund');
  return { ...rest, body: Buffer.from(body.toString().replace('"paid"', '"refunded"').replace('order-1', order)) };
}
