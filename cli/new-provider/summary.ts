import { type File, type Place, REGISTRY } from './place.ts';

/** Stands in a new folder wherever only the provider's documentation knows; a test fails until the last one is gone. */
const MARK = 'FILL IN';

interface Written {
  readonly place: Place;
  readonly files: readonly File[];
  /** Of the registry. */
  readonly line: string | undefined;
  readonly verb: string;
}

/** What was written, what is left to fill in, and what to run then. */
export function summary(name: string, { place: { folder }, files, line, verb }: Written): string {
  const open = files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((row, index) => (row.includes(MARK) ? [`  ${path}:${index + 1}  ${row.slice(row.indexOf(MARK) + 9)}`] : [])),
  );
  const tests = line === undefined ? [`npx vitest run ${folder}`] : [`npx vitest run test/contract ${folder} -t ${name}`, 'npm run docs'];
  return [
    `${verb} ${files.length} files:`,
    ...files.map(({ path }) => `  ${path}`),
    ...(line === undefined ? [] : [`and into ${REGISTRY}:`, `  ${line}`]),
    '',
    `To fill in, where ${MARK} stands:`,
    ...open,
    `  ${folder}/known-answer.json  a signature that another implementation made (openssl, its SDK), and how`,
    `  ${folder}/samples  one of every event, after its documentation, with invented people`,
    '',
    'Then:',
    ...tests.map((test) => `  ${test}`),
    `  and ${name}: {} under providers in bunce-sync.config.ts to enable it${line === undefined ? `, which is then defineConfig<'${name}'>` : ''}`,
  ].join('\n');
}
