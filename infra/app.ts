import { findProject } from '../shared/config/project.ts';
import { exitWith } from './exit.ts';
import { synthesize } from './synth.ts';

/** What `cdk synth` and `cdk deploy` run; `-c stage=NAME` chooses the stage. */
const main = async (): Promise<string> => synthesize({ project: findProject(process.cwd()) });

await main().catch(exitWith);
