import { expect, test } from 'vitest';
import { synthWithoutCode } from '../support/template.ts';

test('CloudFormation and cdk-nag accept prod', async () => {
  await expect(synthWithoutCode({ stage: 'prod' }, true)).resolves.toBeTypeOf('object');
});

test('cdk-nag accepts dev', async () => {
  await expect(synthWithoutCode({ stage: 'dev' })).resolves.toBeTypeOf('object');
});

test('another stage is refused: prod by any other name would be unprotected', async () => {
  await expect(synthWithoutCode({ stage: 'Prod' })).rejects.toThrow('There is no stage "Prod"');
});
