import config from '../bunce-sync.config.ts';
import { exitWith } from './exit.ts';
import { synthesize } from './synth.ts';

/** What `cdk synth` and `cdk deploy` run; `-c stage=NAME` chooses the stage. */
await synthesize({ config }).catch(exitWith);
