import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/settling.ts': { busy: (_, { context: { settings } }) => settings.delivery.busyFloor * 1.5 },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the growth of the wait for a lease: it is a constant 3 s, of which the clocks of a run make less',
  line: 'stuck',
  webhooks: 250,
  faults: ['slow'],
  severity: 10,
  stories: ['threads'],
};
