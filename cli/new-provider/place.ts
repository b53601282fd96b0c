import { join } from 'node:path';

import type { Project } from '../../shared/config/project.ts';
import { bindingOf } from './name.ts';
import { ofPackage } from './of-package.ts';

/** Where the folder of a new provider goes, and what is otherwise there. */
export interface Place {
  readonly root: string;
  /** From the root. */
  readonly folder: string;
  /** What the provider is exported as. */
  readonly binding: string;
  /** Of the template, what only the other place needs. */
  readonly without: string;
  adapt(code: string): string;
}

export interface File {
  /** From the root of its place. */
  readonly path: string;
  readonly text: string;
}

/** The library's own sources. */
const ROOT = join(import.meta.dirname, '../..');

/** The registry of built-in providers, from the root of the library. */
export const REGISTRY = 'functions/webhooks/index.ts';

export const inLibrary = (name: string): Place => ({
  root: ROOT,
  folder: join('functions/webhooks', name),
  binding: bindingOf(name),
  without: 'contract.test.ts',
  adapt: (code) => code,
});

export const inProject = (name: string, { root }: Pick<Project, 'root'>): Place => ({
  root,
  folder: join('providers', name),
  binding: 'provider',
  without: 'handler.ts',
  adapt: ofPackage,
});
