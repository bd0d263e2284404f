import { expect, test } from 'vitest';
import { loadStacks, synthWithoutCode } from '../support/template.ts';

test('cdk-nag accepts dev', async () => {
  await expect(loadStacks({ stage: 'dev' })).resolves.toBeTypeOf('object');
});

test('another stage is refused: prod by any other name would be unprotected', async () => {
  await expect(synthWithoutCode({ stage: 'Prod' })).rejects.toThrow('There is no stage "Prod"');
});
