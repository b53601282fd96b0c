import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BunceSync } from '../../infra/bunce-sync.ts';
import { checkBindings, choiceOf } from '../../infra/catalogue.ts';
import { synthesize } from '../../infra/synth.ts';
import { catalogueFile } from '../../shared/config/catalogue-file.ts';
import { BUNCE_SANDBOX } from '../../shared/bunce/hosts.ts';
import { type Config, stageOf } from '../../shared/config/config.ts';
import { project } from '../project.ts';
import { everything } from './synthesized.ts';

let outdir = '';
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
});
afterAll(() => rmSync(outdir, { recursive: true }));

const synth = async (change: Partial<Config>, { stage = 'default', catalogue = 'simulator' } = {}): Promise<string> =>
  synthesize({ project: { ...project, config: { ...everything, ...change } }, stage, catalogue, outdir, code: () => import.meta.dirname });

function thrownBy(work: () => unknown): string {
  try {
    return `nothing but ${String(work())}`;
  } catch (error) {
    return String(error);
  }
}

describe('synthesis', () => {
  it('needs no credentials and no bundle of its own, and cdk-nag finds nothing', async () => {
    await expect(synth({}, { stage: 'production' })).resolves.toMatch(/BunceSync-production\.template\.json$/);
  });

  it('fails on what cdk-nag finds in our part, and leaves the rest of the app to its owner', () => {
    const app = new App({ outdir });
    const stack = new Stack(app, 'Shop');
    const sync = new BunceSync(stack, 'Sync', {
      project: { ...project, config: everything },
      catalogue: 'none',
      code: () => import.meta.dirname,
    });
    const theirs = new Topic(stack, 'Theirs');
    expect(() => app.synth()).not.toThrow();
    const { node } = new Topic(sync, 'Ours');
    const found = thrownBy(() => app.synth({ force: true }));
    expect(found).toContain(`${node.path}/Resource: AwsSolutions-SNS3`);
    expect(found).not.toContain(theirs.node.path);
  });

  it('refuses to give up later than the queue can wait', async () => {
    await expect(synth({ delivery: { giveUpAfter: '11d' } })).rejects.toThrow(
      "delivery.giveUpAfter: expected a duration such as '3d', at most '10d', got '11d'",
    );
  });

  it('names the provider that was probably meant', async () => {
    await expect(synth({ providers: { clerk: {}, paystak: {} } })).rejects.toThrow(
      'providers.paystak: no such provider; did you mean paystack?',
    );
  });

  it('tells all that is wrong at once', async () => {
    const providers = {
      clerk: {},
      paystack: { secret: 'sk_live_of_a_shop' },
      paypal: {},
      square: { url: 'https://hooks.example.com/square' },
    };
    const refusal = synth({ providers, defaultCountry: 'Nigeria' });
    await expect(refusal).rejects.toThrow(
      /defaultCountry: [^]*paypal\.webhookId: [^]*paystack\.secret: .*secrets set paystack[^]*square\.url: is empty or a placeholder/,
    );
    await expect(refusal).rejects.not.toThrow('sk_live_of_a_shop');
  });

  it('names the stages there are', async () => {
    await expect(synth({}, { stage: 'staging' })).rejects.toThrow('default, production');
  });
});

const held = (baseUrl: string, name = 'Signed up'): string => {
  const file = join(outdir, 'catalogue.json');
  const parameters = [{ name: 'Method', type: 'text', required: false }];
  writeFileSync(file, JSON.stringify({ baseUrl, events: [{ id: 'e1', name, parameters }], attributes: [] }));
  return file;
};

describe('a binding', () => {
  const config = stageOf({ ...everything, events: { signed_up: { event: 'Signed up', parameters: { Method: 'method' } } } }, 'default');
  const check = (file: string) => expect(() => checkBindings(config, { file, forAws: true }));

  it('to an event that Bunce has passes', () => {
    check(held(config.bunce.baseUrl)).not.toThrow();
  });

  it('to an event that Bunce does not have stops the deploy and says what to run', () => {
    check(held(config.bunce.baseUrl, 'Signed Up')).toThrow(
      /events\.signed_up\.event: Bunce has no event "Signed up".*"Signed Up"[^]*setup --create/,
    );
  });

  it('is checked against the catalogue that the stage, or who synthesizes, chooses', () => {
    const staged = { project, stage: 'default' };
    expect(choiceOf(undefined, staged)).toEqual({ file: catalogueFile(project, 'default'), forAws: true });
    expect(choiceOf('simulator', staged)).toEqual({ file: catalogueFile(project, 'default'), forAws: false });
    expect(choiceOf('none', staged)).toEqual({ forAws: false });
    expect(choiceOf('another.json', staged)).toEqual({ file: 'another.json', forAws: true });
  });
});

describe('a catalogue of another account', () => {
  const ELSEWHERE = 'http://127.0.0.1:8788/v1';
  const templateOf = async (catalogue: string) => Template.fromString(readFileSync(await synth({ events: {} }, { catalogue }), 'utf8'));

  it.each(['default', 'production'])('stops the synthesis of stage %s, and says what to run', async (stage) => {
    await expect(synth({ events: {} }, { stage, catalogue: held(ELSEWHERE) })).rejects.toThrow(
      `catalogue.json was read from ${ELSEWHERE}, stage ${stage} sends to ${BUNCE_SANDBOX}: run "npm run cli -- setup --stage ${stage}" first`,
    );
  });

  it.each(['simulator', 'none'])('is taken as -c catalogue=%s, for a stack that CloudFormation refuses', async (catalogue) => {
    const template = await templateOf(catalogue);
    template.hasParameter('NotForAws', { Default: 'yes', AllowedValues: ['yes'] });
    expect(template.toJSON()).toMatchObject({
      Description: expect.stringMatching(/^NOT FOR AWS/),
      Rules: {
        OnlyLocal: {
          Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'NotForAws' }, 'no'] }, AssertDescription: expect.stringContaining('setup') }],
        },
      },
    });
  });

  it('leaves no mark on the stack of the right one', async () => {
    const { Description, Parameters, Rules } = (await templateOf(held(BUNCE_SANDBOX))).toJSON();
    expect(JSON.stringify({ Description, Parameters, Rules })).not.toMatch(/not ?for ?aws|OnlyLocal/i);
  });

  it('still has to have what the config binds', async () => {
    const events = { signed_up: { event: 'Registered', parameters: {} } } as const;
    await expect(synth({ events })).rejects.toThrow('events.signed_up.event: Bunce has no event "Registered"');
  });
});
