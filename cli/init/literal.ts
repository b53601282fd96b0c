const WIDTH = 110;
const BARE = /^[A-Za-z_$][\w$]*$/;

/** A value as TypeScript, on one line where it fits. `indent`: of the line that it begins on. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((each) => literal(each, inner))
    : Object.entries(value).map(([key, each]) => `${BARE.test(key) ? key : quoted(key)}: ${literal(each, inner)}`);
  const [open, shut] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const line = members.length === 0 ? `${open}${shut}`.replaceAll(' ', '') : `${open}${members.join(', ')}${shut}`;
  if (!line.includes('\n') && indent.length + line.length < WIDTH) return line;
  return [open.trim(), ...members.map((member) => `${inner}${member},`), `${indent}${shut.trim()}`].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
