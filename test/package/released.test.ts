import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { synthesize } from '../../infra/synth.ts';
import { project } from '../project.ts';
import { type Kept, keptOf, lossesOf } from './kept.ts';

const released = (version: string): string => join(import.meta.dirname, `released/${version}.template.json`);
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

let folder: string;
let now: string;
let today: Kept;

beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
  folder = mkdtempSync(join(tmpdir(), 'bunce-sync-released-'));
  now = join(folder, 'assembly');
  today = keptOf(json(synthesize({ project, catalogue: 'simulator', outdir: now, code: () => import.meta.dirname })));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['5b91268', '0.1.0'])('an update from %s', (version) => {
  it('removes and replaces nothing that is kept', async () => {
    expect(await lossesOf({ before: released(version), now })).toEqual([]);
  });

  it('writes nothing over the secrets in use', () => {
    const before = keptOf(json(released(version)));
    const secrets = Object.entries(before.Resources).filter(([, { Type }]) => Type === 'AWS::SecretsManager::Secret');
    expect(secrets.map(([id]) => [id, today.Resources[id]?.Properties])).toEqual(secrets.map(([id, { Properties }]) => [id, Properties]));
  });
});

it('a table that is renamed, an API of another kind and an output that is gone are caught', async () => {
  const before = join(folder, 'planted.template.json');
  const text = JSON.stringify(today)
    .replaceAll('State1C20CC9A', 'Memory1C20CC9A')
    .replace('"ProtocolType":"HTTP"', '"ProtocolType":"WEBSOCKET"');
  writeFileSync(before, text.replace('"ParkedQueueUrl":{', '"DeadLetters":{'));
  expect(await lossesOf({ before, now })).toEqual([
    expect.stringMatching(/^\[-\] AWS::DynamoDB::Table Memory1C20CC9A orphan$/),
    expect.stringMatching(/^\[~\] AWS::ApiGatewayV2::Api .* replace$/),
    expect.stringMatching(/^\[-\] Output DeadLetters/),
  ]);
});
