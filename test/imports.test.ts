import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, matchesGlob, posix } from 'node:path';

import { expect, it } from 'vitest';

import { walls } from '../walls.ts';

const ROOT = join(import.meta.dirname, '..');

/** Each file and what it imports of ours, types included. */
type Graph = ReadonlyMap<string, readonly string[]>;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));

const importsIn = (file: string): readonly string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, name = '']) =>
    posix.join(posix.dirname(file), name),
  );

/** The first way from a file back to itself; undefined where there is none. */
function circleIn(graph: Graph): readonly string[] | undefined {
  const done = new Set<string>();
  const from = (path: readonly string[]): readonly string[] | undefined => {
    const file = path.at(-1) ?? '';
    const start = path.indexOf(file);
    if (start < path.length - 1) return path.slice(start);
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = from([...path, next]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = from([file]);
    if (circle) return circle;
  }
  return undefined;
}

it('no file imports itself by way of others, not even for a type', () => {
  expect(circleIn(new Map(files.map((file) => [file, importsIn(file)])))?.join(' > ')).toBeUndefined();
});

it('a circle is named, file by file', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['b', 'c']],
  ]);
  expect(circleIn(graph)).toEqual(['c', 'd', 'c']);
});

it('every file of shared/ and functions/ stands behind a wall', () => {
  const globs = Object.values(walls).flatMap((wall) => [...wall.files]);
  const ours = files.filter((file) => /^(?:shared|functions)\//.test(file));
  expect(ours.filter((file) => !globs.some((glob) => matchesGlob(file, glob)))).toEqual([]);
});
