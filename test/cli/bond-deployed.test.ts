import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { install } from '../project/team.ts';
import { awsAccount } from './aws.ts';
import { bondRun } from './bond-run.ts';
import { cli } from './cli.ts';
import { emptyFolder } from './empty-folder.ts';

const { environment: local } = bondRun();

const NOWHERE = 'https://127.0.0.1:9/api/v0.1';
const KEYS = { secrets: ['whsec_a'], identity: 'id', authorization: 'key' };
const containing = (text: string): unknown => expect.stringContaining(text);

interface Wanted {
  readonly providers?: string;
  readonly secret?: string;
}

/** The list of a stage in AWS, whose Bond is an address where nobody listens. */
async function listAt({ providers = `bond: { baseUrl: '${NOWHERE}' }`, secret = JSON.stringify(KEYS) }: Wanted = {}) {
  const root = emptyFolder();
  install(root);
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const config = `bunce: { baseUrl: BUNCE_SANDBOX }, defaultCountry: 'NG', providers: { ${providers} }, events: {}`;
  const imported = "import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';";
  writeFileSync(join(root, 'bunce-sync.config.ts'), `${imported}\nexport default defineConfig({ ${config} });\n`);
  const { environment } = await awsAccount({ values: new Map([['Bond', secret]]), outputs: { TableName: 'state' } });
  const flags = ['--project', root, '--stack', 'BunceSync'];
  return cli(['bond', 'customers', 'list', ...flags], { environment: { ...local(), ...environment } });
}

describe('bond customers of a stage in AWS', () => {
  it('acts at its base URL with the keys of its secret, though a local run is up', async () => {
    const { code, stderr } = await listAt();
    expect({ code, stderr }).toEqual({ code: 1, stderr: containing(`stack BunceSync\nBond at ${NOWHERE}\nerror: Bond did not answer: `) });
    expect(stderr).not.toContain('local run');
  });

  it.each([
    ['lacks the key', '{"secrets":["whsec_a"]}', 'lacks "identity" or "authorization"'],
    ['is none', 'whsec_a', 'cannot be read'],
  ])('says what to do where the secret %s', async (...[, secret, answer]) => {
    const { code, stderr } = await listAt({ secret });
    expect({ code, stderr }).toEqual({ code: 1, stderr: containing(answer) });
    expect(stderr).toContain('secrets set bond --stack BunceSync');
  });

  it('says that the stage has no account of Bond', async () => {
    expect(await listAt({ providers: '' })).toMatchObject({ code: 1, stderr: containing('this stage has no provider bond') });
  });
});
