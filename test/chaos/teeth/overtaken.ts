import { openRun } from '../../../functions/consumer/batch/run.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

class Forgetful extends Set<string> {
  override has(): boolean {
    return false;
  }
}

export const instead: Instead = {
  'functions/consumer/batch/run.ts': { openRun: (strand) => ({ ...openRun(strand), stopped: new Forgetful() }) },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the order of a group behind a message that must be tried again',
  line: 'orderBroken',
  webhooks: 60,
  faults: ['500', '503'],
  severity: 8,
};
