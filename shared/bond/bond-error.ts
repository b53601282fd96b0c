/** Field → what is wrong with it. */
export type Fields = Readonly<Record<string, readonly string[]>>;

export interface Trouble {
  /** `refused`: Bond answered an error; `unlike`: what answered is hardly Bond; `unanswered`: nothing came back; `unsent`: a rule of Bond was broken, so nothing left us. */
  readonly kind: 'refused' | 'unlike' | 'unanswered' | 'unsent';
  /** Of the answer; 0 where there was none. */
  readonly status?: number;
  readonly code?: string | undefined;
  /** `Request Error`, `Server Error` or `Process Error`; errors of third parties have none. */
  readonly type?: string | undefined;
  /** What Bond says where it names no field. */
  readonly said?: string | undefined;
  readonly fields?: Fields;
  /** What to look at. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Bond did not do as asked. The message holds Bond's own words, and those may hold personal data: it is for a person to read, not for a log. */
export class BondError extends Error {
  override readonly name = 'BondError';
  readonly kind: Trouble['kind'];
  readonly status: number;
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly fields: Fields;
  readonly hint: string;

  constructor(trouble: Trouble) {
    super(messageOf(trouble), { cause: trouble.cause });
    const { kind, status = 0, code, type, fields = {}, hint = '' } = trouble;
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.type = type;
    this.fields = fields;
    this.hint = hint;
  }
}

function messageOf({ kind, status, code, type, said, fields = {}, hint }: Trouble): string {
  const broken = Object.entries(fields).map(([field, texts]) => `${field}: ${texts.join(' ')}`);
  const reasons = [...broken, ...(said ? [said] : [])].join('; ');
  const kinds = [code, type].filter(Boolean).join(', ');
  const head = {
    refused: `Bond answered ${status}`,
    unlike: `Bond answered ${status}`,
    unanswered: 'Bond did not answer',
    unsent: 'not sent',
  };
  return [`${head[kind]}${kinds && ` (${kinds})`}${reasons && `: ${reasons}`}`, hint && `(${hint})`].filter(Boolean).join(' ');
}
