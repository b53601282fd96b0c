import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';

import { awsAccount, filled, NO_AWS, withProfile } from './aws.ts';
import { bunceAccount } from './bunce.ts';

const here = { environment: NO_AWS };

describe('doctor', () => {
  it('is green where all fits, and says plainly what it skipped', async () => {
    const { run } = await bunceAccount();
    await run('setup --create --yes');
    const { code, stdout } = await run('doctor', here);
    expect(stdout).toMatch(
      /✓ config: .*\n✓ catalogue: 12 events.*\n✓ bindings: .*\n✓ Bunce key: valid.*\n✓ Bunce account: .*\n– AWS: skipped, .*no usable AWS credentials/,
    );
    expect(code).toBe(0);
  });

  it('names what the providers tell and no binding takes, if asked', async () => {
    const { run } = await bunceAccount();
    await run('setup --create --yes');
    expect((await run('doctor', here)).stdout).not.toMatch(/bound by nothing/);
    expect(await run('doctor --unbound', here)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/• stripe events: bound by nothing: dispute_opened, payment_action_required, trial_ending/),
    });
  });

  it('names a parameter that was renamed in the account', async () => {
    const { run, renameParameter } = await bunceAccount();
    await run('setup --create --yes');
    await renameParameter('Purchase completed', { Amount: 'Total amount' });
    const { code, stdout } = await run('doctor', here);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/✗ Bunce account: the parameter "Amount" of "Purchase completed" is not.*→.*setup/),
    });
  });

  it('names the binding that the catalogue does not serve', async () => {
    const { run, renameParameter } = await bunceAccount();
    await run('setup --create --yes');
    await renameParameter('Purchase completed', { Amount: 'Total amount' });
    await run('setup');
    expect((await run('doctor', here)).stdout).toMatch(/✗ bindings: events\.purchase_completed\.parameters\.Amount: .*"Total amount"/);
  });

  it.each([
    ['a wrong key', { ...here, key: 'sk_test_wrong' }, {}, /✗ Bunce key: Bunce refuses the key \(401/],
    ['an expired key', here, { status: 401, body: { success: false, message: 'Expired' } }, /✗ Bunce key: .*401: Expired/],
    ['no key', { ...here, key: '' }, {}, /✗ Bunce key: set BUNCE_KEY/],
    ['a Bunce that cuts connections', here, { drop: true }, /✗ Bunce key: .*cut the connection/],
    ['an empty account', here, {}, /✗ Bunce account: it is empty.*setup --create/],
  ])('is red over %s', async (...[, options, fault, answer]) => {
    const { run, control } = await bunceAccount();
    if (Object.keys(fault).length > 0) await control('POST /faults', fault);
    expect(await run('doctor', options)).toMatchObject({ code: 1, stdout: expect.stringMatching(answer) });
  });

  it('is red over a Bunce that nobody answers for, and a missing catalogue', async () => {
    const { run } = await bunceAccount();
    const { code, stdout } = await run('doctor --base-url http://127.0.0.1:9/v1', here);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/✗ catalogue: there is none[^]*✗ Bunce key: .*cannot be reached/),
    });
  });
});

describe('doctor with a stack', () => {
  it('is green over secrets, queues and quota', async () => {
    const { run } = await bunceAccount();
    const { environment } = await awsAccount({ values: filled() });
    await run('setup --create --yes');
    const { code, stdout } = await run('doctor', { environment });
    expect(stdout).toMatch(
      /✓ stack: BunceSync.*\n• version: what is deployed does not say[^]*✓ secret of bunce: set\n✓ queue: 0 waiting[^]*✓ parked: nothing[^]*✓ Lambda quota: 1000[^]*✓ unbound events: none[^]*✓ test events: none/,
    );
    expect({ code, red: stdout.match(/✗.*/g) }).toEqual({ code: 0, red: null });
  });

  it('is red over an empty secret, a missing credential, parked messages and a small quota', async () => {
    const values = filled().set('Paystack', '{"secrets":[]}').set('Bond', '{"secrets":["s"],"identity":"i"}');
    const { environment, queues, parked } = await awsAccount({ values, quota: 10 });
    await queues.client.send(
      new SendMessageCommand({ QueueUrl: parked.url, MessageBody: '{}', MessageGroupId: 'g', MessageDeduplicationId: 'd' }),
    );
    const { code, stdout } = await (await bunceAccount()).run('doctor', { environment });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ secret of paystack: it is empty.*secrets set paystack/);
    expect(stdout).toMatch(/✗ secret of bond: it lacks authorization/);
    expect(stdout).toMatch(/✗ parked: 1 wait[^]*✗ Lambda quota: only 10/);
  });

  it('is red over a stack that was named and is not there', async () => {
    const { environment } = await awsAccount({ values: new Map() });
    const { stdout } = await (await bunceAccount()).run('doctor --stack Other', { environment });
    expect(stdout).toMatch(/✗ stack: there is no stack Other/);
  });

  it('looks into the account of the profile and region it is told, and repeats them in what helps', async () => {
    const values = filled().set('Paystack', '{"secrets":[]}');
    const { environment } = await awsAccount({ values, only: { key: 'SHOP', region: 'eu-west-3' } });
    const { run } = await bunceAccount();
    const flags = '--profile shop --region eu-west-3';
    const { stdout } = await run(`doctor ${flags}`, { environment: withProfile(environment) });
    expect(stdout).toMatch(/✓ stack: BunceSync[^]*secrets set paystack --profile shop --region eu-west-3/);
    const elsewhere = await run('doctor --profile shop', { environment: withProfile(environment) });
    expect(elsewhere).toMatchObject({ code: 1, stdout: expect.stringMatching(/✗ stack: there is no stack BunceSync/) });
  });
});
