import { createHmac } from 'node:crypto';

/** JSON as Python's `json.dumps` writes it: spaces after separators, everything beyond ASCII escaped. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${pythonJson(key)}: ${pythonJson(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export interface Sealing {
  readonly body: string;
  readonly secret: string;
  /** Unix seconds. */
  readonly stamp: number;
}

/** `Bond-Signature`: v1 over the body as Python would write it again, v2 over the bytes that are sent. */
export function bondSignature({ body, secret, stamp }: Sealing): string {
  const digest = (text: string): string => createHmac('sha256', secret).update(`${stamp}.${text}`).digest('hex');
  return `t=${stamp},v1=${digest(pythonJson(JSON.parse(body)))},v2=${digest(body)}`;
}
