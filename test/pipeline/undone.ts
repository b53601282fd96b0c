import { gunzipSync } from 'node:zlib';

const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

function inflated(bytes: Buffer): string {
  try {
    return gunzipSync(bytes).toString();
  } catch {
    return bytes.toString();
  }
}

/** A text in lower case, and all that is behind its base64 and gzip, however deep. */
function undone(text: string, depth = 0): string {
  const inner = depth > 4 ? [] : [...new Set(text.match(BASE64))].map((each) => undone(inflated(Buffer.from(each, 'base64')), depth + 1));
  return [text.toLowerCase(), ...inner].join('\n');
}

/** Which of these names a text holds, in any letter case, as it stands or packed. */
export function namesIn(text: string, names: readonly string[]): readonly string[] {
  const all = undone(text);
  return names.filter((name) => all.includes(name.toLowerCase()));
}
