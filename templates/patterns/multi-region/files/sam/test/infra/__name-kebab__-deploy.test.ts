import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The first one is the primary. */
const regions: [string, ...string[]] = ['us-east-1', 'eu-west-1'];

const stack = '__app-kebab__-__name-kebab__';
const built = '.aws-sam/__name-kebab__/template.yaml';
const alarms = 'template.__name-kebab__.alarms.yaml';
const config = readFileSync('samconfig.__name-kebab__.toml', 'utf8');
const script = readFileSync('scripts/__name-kebab__/deploy.sh', 'utf8');

const sections = config.split(/^(?=\[)/m);
const targets = [
  ...regions.map((region) => ({ id: region, region, template: built })),
  { id: 'alarms', region: 'us-east-1', template: alarms },
];
const all = ['dev', 'prod'].flatMap((stage) => targets.map((target) => ({ stage, ...target })));

test.each(all)('the $id of $stage: a stack of its own', ({ stage, id, region, template }) => {
  const own = sections.filter((section) => section.startsWith(`[${stage}-${id}.`)).join('');
  expect(own).toContain(`\nstack_name = "${stack}-${stage}-${id}"\n`);
  expect(own).toContain(`\nregion = "${region}"\n`);
  expect(own).toContain(`\ntemplate_file = "${template}"\n`);
  expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
});

test('nothing else has a stack', () => {
  expect(config.match(/^stack_name = /gm)).toHaveLength(all.length);
});

test('the primary is deployed first, for it has the table, and the alarms last', () => {
  expect(script).toContain(`for stack in ${targets.map(({ id }) => id).join(' ')}; do\n`);
});

test('each region tells the alarms of its health check', () => {
  const template = readFileSync('template.__name-kebab__.yaml', 'utf8');
  expect(template).toContain('\n  HealthCheckId:\n    Value: !Ref HealthCheck\n');
});
