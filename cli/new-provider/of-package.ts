const OURS = /^import (type )?\{ (.+) \} from '\.\.\/\.\.\/\.\.\/shared\/.+';\n/gm;
const ZOD = /^import \* as z from 'zod\/mini';\n\n?/m;

/** Code of the library as a team writes it: what came from `shared/` and zod comes from the package's entry, at once. */
export function ofPackage(code: string): string {
  const names = [...code.matchAll(OURS)].flatMap(([, type = '', list = '']) => list.split(', ').map((name) => `${type}${name}`));
  const all = [...names, ...(ZOD.test(code) ? ['z'] : [])].sort((one, other) => bare(one).localeCompare(bare(other)));
  const rest = code.replace(OURS, '').replace(ZOD, '');
  return all.length === 0 ? code : `import { ${all.join(', ')} } from 'bunce-sync/provider';\n${rest}`;
}

const bare = (name: string): string => name.replace(/^type /, '');
