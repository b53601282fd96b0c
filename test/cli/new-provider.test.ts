import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { project } from '../project.ts';
import { cli } from './cli.ts';

const FOLDER = 'functions/webhooks/acme-pay';

describe('new-provider', () => {
  it("shows what it would write into the project's providers/, and writes nothing", async () => {
    const { code, stdout } = await cli(['new-provider', 'acme-pay', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('providers/acme-pay/contract.test.ts');
    expect(existsSync(join(project.root, 'providers'))).toBe(false);
  });

  it('shows what it would write into the library, with the line of the registry', async () => {
    const { code, stdout } = await cli(['new-provider', 'acme-pay', '--library', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain("export { acmePay as 'acme-pay' } from './acme-pay/provider.ts';");
    expect(stdout).toContain(`${FOLDER}/provider.ts:11  how it signs`);
    expect(Object.keys(providers)).not.toContain('acme-pay');
  });

  it.each([
    ['Acme', 'small letters'],
    ['consumer', 'means something else'],
    ['class', 'a word of the language'],
    ['paystack', 'there is a provider paystack already'],
  ])('refuses the name %s and says why', async (name, why) => {
    expect(await cli(['new-provider', name])).toMatchObject({ code: 2, stderr: expect.stringContaining(why) as string });
  });
});
