import { useEffect, useState } from 'preact/hooks';

import { get, wordsOf } from './ask.ts';

export interface Asked<Answer> {
  readonly path: string;
  readonly data?: Answer;
  readonly error?: string;
}

/** What a path answers, asked for again with each new version; the answer before stays in sight meanwhile. */
export function useAsked<Answer>(path: string, version: unknown): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({ path });
  useEffect(() => {
    let isWanted = true;
    get<Answer>(path).then(
      (data) => isWanted && setAsked({ path, data }),
      (error: unknown) => isWanted && setAsked((before) => ({ ...before, path, error: wordsOf(error) })),
    );
    return () => {
      isWanted = false;
    };
  }, [path, version]);
  return asked;
}
