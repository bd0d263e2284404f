import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The first one is the primary. */
const regions: [string, ...string[]] = ['us-east-1', 'eu-west-1'];

const read = (file: string) => readFileSync(file, 'utf8');
const sections = read('samconfig.__name-kebab__.toml').split(/^(?=\[)/m);

test('the primary, which has the table, comes first, and the alarms come last', () => {
  const stacks = [...regions, 'alarms'].join(' ');
  expect(read('scripts/__name-kebab__/deploy.sh')).toContain(`for stack in ${stacks}; do`);
});

// Route 53 has its metrics in us-east-1
const regionOf = (id: string) => (id === 'alarms' ? 'us-east-1' : id);
const stacks = ['dev', 'prod'].flatMap((stage) => [...regions, 'alarms'].map((id) => [stage, id]));

test.each(stacks)('in %s, the stack %s is of its stage and in its region', (stage, id = '') => {
  const own = sections.filter((section) => section.startsWith(`[${stage}-${id}.`)).join('');
  expect(own).toMatch(new RegExp(`^stack_name = ".*-${stage}-${id}"$`, 'm'));
  expect(own).toMatch(new RegExp(`^region = "${regionOf(id)}"$`, 'm'));
  expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
});

test('each region tells the alarms of its health check', () => {
  const output = '\n  HealthCheckId:\n    Value: !Ref HealthCheck\n';
  expect(read('template.__name-kebab__.yaml')).toContain(output);
});
