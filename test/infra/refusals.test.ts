import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { checkBindings } from '../../infra/catalogue.ts';
import { strictApp, synthesize } from '../../infra/synth.ts';
import { type Config, stageOf } from '../../shared/runtime/config.ts';
import { everything } from './synthesized.ts';

let outdir = '';
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
});
afterAll(() => rmSync(outdir, { recursive: true }));

const synth = async (change: Partial<Config>, stage = 'default'): Promise<string> =>
  synthesize({ config: { ...everything, ...change }, stage, outdir, code: () => import.meta.dirname });

describe('synthesis', () => {
  it('needs no credentials and no bundle of its own, and cdk-nag finds nothing', async () => {
    await expect(synth({}, 'production')).resolves.toMatch(/BunceSync-production\.template\.json$/);
  });

  it('fails on what cdk-nag finds', () => {
    const app = strictApp({ outdir });
    const open = new Topic(new Stack(app, 'Careless'), 'Open');
    expect(() => app.synth()).toThrow(`${open.node.path}/Resource`);
  });

  it('refuses to give up later than the queue can wait', async () => {
    await expect(synth({ delivery: { giveUpAfter: 11 * 86_400 } })).rejects.toThrow(/delivery\.giveUpAfter/);
  });

  it('names the provider that was probably meant', async () => {
    await expect(synth({ providers: { clerk: {}, paystak: {} } })).rejects.toThrow(
      'providers.paystak: no such provider; did you mean paystack?',
    );
  });

  it('names the stages there are', async () => {
    await expect(synth({}, 'staging')).rejects.toThrow('default, production');
  });
});

describe('a binding', () => {
  const config = stageOf({ ...everything, events: { signed_up: { event: 'Signed up', parameters: { Method: 'method' } } } }, 'default');
  const catalogue = (baseUrl: string, name: string): string => {
    const file = join(outdir, 'catalogue.json');
    const parameters = [{ name: 'Method', type: 'text', required: false }];
    writeFileSync(file, JSON.stringify({ baseUrl, events: [{ id: 'e1', name, parameters }], attributes: [] }));
    return file;
  };

  it('to an event that Bunce has passes', () => {
    expect(() => checkBindings(config, catalogue(config.bunce.baseUrl, 'Signed up'))).not.toThrow();
  });

  it('to an event that Bunce does not have stops the deploy and says what to run', () => {
    const file = catalogue(config.bunce.baseUrl, 'Signed Up');
    expect(() => checkBindings(config, file)).toThrow(
      /events\.signed_up\.event: Bunce has no event "Signed up".*"Signed Up"[^]*setup --create/,
    );
  });
});
