import { describe, expect, it } from 'vitest';

import { baseUrlOf } from '../../cli/bunce-account.ts';
import { sourceOf } from '../../cli/import/from.ts';
import { safeUrl } from '../../cli/safe-url.ts';
import type { ReachedStack } from '../../cli/stack.ts';
import { project } from '../project.ts';

describe('a key goes', () => {
  it.each(['https://api.example.com/v1', 'http://127.0.0.1:8080', 'http://localhost:1/v1', 'http://[::1]:9'])('to %s', (url) => {
    expect(safeUrl(`${url}/`)).toBe(url);
  });

  it.each(['http://api.example.com/v1', 'http://127.0.0.1.example.com', 'https://user:word@example.com', 'ftp://example.com', 'nonsense'])(
    'not to %s',
    (url) => expect(() => safeUrl(url)).toThrow('is to begin with https://'),
  );
});

it('is asked of every URL that a command is given', async () => {
  const baseUrl = 'http://api.example.com/v1';
  expect(() => baseUrlOf({ folder: project.root, project: () => project, stage: 'default', baseUrl })).toThrow('is to begin with https://');
  const stack = { project, settingsOf: () => ({}) } as unknown as ReachedStack;
  await expect(sourceOf({ from: 'stripe', baseUrl, columns: {} }, stack)).rejects.toThrow('is to begin with https://');
});
