import { expect, test } from 'vitest';
import { load } from '../support/template.ts';

test.each(['dev', 'prod'])('cdk-nag has nothing to say about %s', async (stage) => {
  await expect(load({ stage })).resolves.toBeTypeOf('object');
});

test('another stage is refused: prod by any other name would be unprotected', async () => {
  await expect(load({ stage: 'Prod' })).rejects.toThrow('There is no stage "Prod"');
});
