import { expect, test } from 'vitest';
import { load } from '../support/template.ts';

test.each(['dev', 'staging', 'prod'])('cdk-nag has nothing to say about %s', async (stage) => {
  await expect(load({ stage })).resolves.toBeTypeOf('object');
});
