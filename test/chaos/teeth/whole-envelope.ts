import { parkFailures } from '../../../functions/consumer/batch/parking.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/parking.ts': {
    async parkFailures(failures, within) {
      const ids = new Set(failures.map(({ step }) => step.envelope.id));
      const steps = within.run.strand.flatMap((message) => message.steps).filter(({ envelope }) => ids.has(envelope.id));
      return parkFailures(
        steps.flatMap((step) => failures.slice(0, 1).map(({ end }) => ({ step, end }))),
        within,
      );
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'that a refusal parks its own step alone: the whole envelope is parked',
  line: 'healthyParked',
  webhooks: 30,
  faults: ['refused'],
  severity: 10,
  stories: ['big', 'pair'],
};
