import { findProject } from '../shared/config/project.ts';
import { exitWith } from './exit.ts';
import { synthesize } from './synth.ts';

/** What `cdk synth` and `cdk deploy` run; `-c stage=NAME` chooses the stage. */
try {
  synthesize({ project: findProject(process.cwd()) });
} catch (error) {
  exitWith(error);
}
