import { writeNotes } from '../../../functions/consumer/batch/notes.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

export const instead: Instead = {
  'functions/consumer/batch/notes.ts': {
    writeNotes: async () => true,
    async letGo(run, context) {
      const { lease } = run;
      run.lease = undefined;
      await lease?.release().catch(() => false);
      await writeNotes([run], context);
      run.pages.clear();
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the note before the release: the lease is let go first',
  line: 'doubled',
  webhooks: 300,
  faults: ['duplicates', 'note-slow'],
  severity: 60,
};
