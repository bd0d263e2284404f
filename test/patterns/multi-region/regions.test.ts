import { describe, expect, it } from 'vitest';
import { createPorts } from '../../../src/cli/ports.ts';
import { planCreate } from '../../../src/core/fold/pipeline.ts';
import { IACS, sampleProject } from '../../../src/core/project.ts';
import { regionsProblem } from '../../../templates/patterns/multi-region/regions.ts';

describe('regions', () => {
  it.each(['us-east-1,eu-west-1', 'eu-central-1,us-west-2,sa-east-1'])('takes %s', (value) => {
    expect(regionsProblem(value)).toBeUndefined();
  });

  it.each([
    ['', 'is no AWS region'],
    ['us-east-1', 'at least two regions'],
    ['us-east-1,', 'is no AWS region'],
    ['us-east-1, eu-west-1', 'Did you mean "eu-west-1"?'],
    ['us-east-1,eu-wset-1', 'Did you mean "eu-west-1"?'],
    ['us-east-1,eu-west-1,us-east-1', 'us-east-1 is in it twice'],
    ['us-east-1,cn-north-1', 'is no AWS region'],
    ['us-east-1,us-gov-west-1', 'is no AWS region'],
    ['us-east-1,ap-southeast-6', 'is no AWS region'],
  ])('refuses %j', (value, rule) => {
    expect(regionsProblem(value)).toContain(rule);
  });

  it.each(IACS)('come into every file that lists them, as %s', async (iac) => {
    const options = { regions: 'eu-central-1,us-west-2,sa-east-1' };
    const instances = [{ pattern: 'multi-region', name: 'orders', options }];
    const ports = await createPorts();
    const request = { project: sampleProject(iac), instances };

    const { changes } = planCreate(request, { read: () => undefined }, ports);

    const listing = changes.filter(({ after }) => after?.includes('us-west-2'));
    const paths = listing.map(({ path }) => path).filter((path) => !/\.(md|json)$/.test(path));
    expect(paths.sort()).toEqual(
      iac === 'cdk'
        ? ['infra/orders.ts', 'test/support/orders.ts']
        : [
            'samconfig.orders.toml',
            'template.orders.alarms.yaml',
            'template.orders.yaml',
            'test/support/orders.ts',
          ],
    );
    for (const { path, after } of changes) expect(after, path).not.toMatch(/__[a-z]+__/);
  });
});
