import { fileURLToPath } from 'node:url';

import { exitWith } from './exit.ts';
import { synthesize } from './synth.ts';

/** What `cdk synth` and `cdk deploy` run; `-c stage=NAME` chooses the stage. */
try {
  synthesize({ project: fileURLToPath(new URL('..', import.meta.url)) });
} catch (error) {
  exitWith(error);
}
