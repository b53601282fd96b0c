import { keyOf, readPages } from '../../../functions/consumer/batch/notes.ts';
import { runWaves } from '../../../functions/consumer/batch/waves.ts';
import type { Context } from '../../../functions/consumer/context.ts';
import { ledgerIn, type Page, withEntry } from '../../../functions/consumer/state/ledger.ts';
import type { Instead } from '../seams.ts';
import type { Tooth } from './tooth.ts';

const early = new WeakMap<Context, ReadonlyMap<string, Page>>();

export const instead: Instead = {
  'functions/consumer/batch/waves.ts': {
    async runWaves(strands, asked) {
      const steps = strands.flat().flatMap((message) => message.steps);
      early.set(asked.context, await asked.context.ledger.read(steps.map(keyOf)));
      return runWaves(strands, asked);
    },
  },
  'functions/consumer/batch/notes.ts': {
    async readPages(all, context) {
      for (const { run, step } of all) {
        const page = early.get(context)?.get(keyOf(step));
        if (page && !run.pages.has(page.key)) run.pages.set(page.key, page);
      }
      return readPages(all, context);
    },
  },
  'functions/consumer/state/ledger.ts': {
    ledgerIn(...given) {
      const ledger = ledgerIn(...given);
      // What was read counts, so nothing is noted on condition.
      return { ...ledger, note: async (page, noting) => ledger.write([withEntry(page, noting)]).then(() => true) };
    },
  },
};

export const tooth: Tooth = {
  file: import.meta.url,
  instead,
  missing: 'the reading of the ledger under the lease: what was read before it counts',
  line: 'doubled',
  webhooks: 300,
  faults: ['duplicates', 'lease-slow'],
  severity: 60,
};
