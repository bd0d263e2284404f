import { join } from 'node:path';
import { expect, it } from 'vitest';
import { outputOf, ownCall, type Service } from '../../src/run/services/call.ts';
import { Secrets } from '../../src/run/services/secrets.ts';
import { Ssm } from '../../src/run/services/ssm.ts';
import { temporaryFolder } from '../support/folders.ts';

const caller =
  (name: string, service: { call: Service }) =>
  async (operation: string, input: object): Promise<Record<string, unknown>> =>
    outputOf(await service.call(ownCall(name, `${name}.${operation}`, input, 'us-east-1')));

const parameter = (name: string, value: string) => ({
  id: 'P',
  stack: 's',
  name,
  type: 'String',
  value,
});
const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:key-local0';
const secret = (value: string) => ({ id: 'S', stack: 's', name: 'key', arn: ARN, value });

it('a value that changes in the template is applied, and no other; a file keeps that for the next run', async () => {
  const folder = temporaryFolder({});
  const run = () => {
    const [ssm, secrets] = [
      new Ssm(join(folder, 'parameters')),
      new Secrets(join(folder, 'secrets')),
    ];
    const [callSsm, callSecrets] = [caller('ssm', ssm), caller('secretsmanager', secrets)];
    return {
      deploy: (value: string) => {
        ssm.create([parameter('/a', value)]);
        secrets.create([secret(value)]);
      },
      put: async (value: string) => {
        await callSsm('PutParameter', { Name: '/a', Value: value, Overwrite: true });
        await callSecrets('PutSecretValue', { SecretId: 'key', SecretString: value });
      },
      values: async () => [
        ((await callSsm('GetParameter', { Name: '/a' })).Parameter as { Value: string }).Value,
        (await callSecrets('GetSecretValue', { SecretId: 'key' })).SecretString,
      ],
    };
  };
  const first = run();
  first.deploy('one');
  await first.put('own');
  first.deploy('one');
  expect(await first.values()).toEqual(['own', 'own']);
  const second = run();
  second.deploy('one');
  expect(await second.values()).toEqual(['own', 'own']);
  second.deploy('two');
  expect(await second.values()).toEqual(['two', 'two']);
});

it('a parameter has its older versions, and an ARN with or without a slash in its name', async () => {
  const ssm = new Ssm();
  const call = caller('ssm', ssm);
  ssm.create([parameter('foo', 'one'), parameter('/bar', 'bar')]);
  await call('PutParameter', { Name: 'foo', Value: 'two', Overwrite: true });
  const arn = 'arn:aws:ssm:us-east-1:000000000000:parameter';
  const value = async (Name: string) =>
    ((await call('GetParameter', { Name })).Parameter as { Value: string }).Value;
  expect(await value('foo:1')).toBe('one');
  expect(await value('foo:2')).toBe('two');
  expect(await value(`${arn}/foo`)).toBe('two');
  expect(await value(`${arn}/foo:1`)).toBe('one');
  expect(await value(`${arn}/bar`)).toBe('bar');
  await expect(value('foo:3')).rejects.toMatchObject({ type: 'ParameterVersionNotFound' });
});

it('a secret keeps its value when only its description is updated, its previous one, and bytes', async () => {
  const secrets = new Secrets();
  const call = caller('secretsmanager', secrets);
  secrets.create([secret('one')]);
  const get = (more: object = {}) => call('GetSecretValue', { SecretId: 'key', ...more });
  await call('UpdateSecret', { SecretId: 'key', Description: 'of the key' });
  expect(await get()).toMatchObject({ SecretString: 'one' });
  await expect(get({ VersionStage: 'AWSPREVIOUS' })).rejects.toMatchObject({
    type: 'ResourceNotFoundException',
  });
  const { VersionId } = await get();
  await call('PutSecretValue', { SecretId: 'key', SecretBinary: 'AP8=' });
  const found = await get();
  expect([found.SecretBinary, 'SecretString' in found]).toEqual(['AP8=', false]);
  const previous = { SecretString: 'one', VersionStages: ['AWSPREVIOUS'] };
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject(previous);
  expect(await get({ VersionId })).toMatchObject(previous);
  await expect(call('PutSecretValue', { SecretId: 'key' })).rejects.toMatchObject({
    type: 'InvalidRequestException',
  });
});
