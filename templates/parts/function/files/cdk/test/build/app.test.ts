import { expect, test } from 'vitest';
import { synthWithoutCode } from '../support/template.ts';

// Loading CloudFormation's rules takes seconds: here it does not hold up the tests of the infrastructure
test('CloudFormation and cdk-nag accept prod', async () => {
  await expect(synthWithoutCode({ stage: 'prod' }, true)).resolves.toBeTypeOf('object');
});
