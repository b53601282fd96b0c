import { findProject, loadProject, type Project } from '../shared/config/project.ts';

/** What every command is given beside its own options. */
export interface InProject {
  /** Loaded when it is first asked for. Throws a NoProject or a ConfigError. */
  project(): Project;
  /** The one that --project gives, else where the command was called. */
  readonly folder: string;
}

/** The folder that --project gives, else the nearest project from `cwd` upwards. */
export function projectAt({ cwd, folder }: { readonly cwd: string; readonly folder?: string | undefined }): () => Project {
  let found: Project | undefined;
  return () => (found ??= folder === undefined ? findProject(cwd) : loadProject(folder));
}
