import { change } from '../change.ts';

/** Sends it once more as it came. */
export const resend = async (id: string): Promise<boolean> =>
  change('/api/webhooks/<id>/resend', {
    named: id,
    body: {},
    title: 'Resend this webhook?',
    text: 'It arrives once more, as it came.',
    action: 'Resend',
  });
