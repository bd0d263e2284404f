import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { others, primary } from '../support/__name-kebab__.ts';
import { targetsOf } from '../../scripts/samconfig.ts';

const regions = [primary, ...others];
const stack = '__app-kebab__-__name-kebab__';
const built = '.aws-sam/__name-kebab__/template.yaml';
const alarms = 'template.__name-kebab__.alarms.yaml';
const config = readFileSync('samconfig.__name-kebab__.toml', 'utf8');

const sections = config.split(/^(?=\[)/m);
// The primary first, for it has the table, and the alarms last
const targets = [
  ...regions.map((region) => ({ id: region, region, template: built })),
  { id: 'alarms', region: 'us-east-1', template: alarms },
];

test.each(['dev', 'staging', 'prod'])('%s has a stack for each region, and alarms', (stage) => {
  expect(targetsOf({ config }, stage)).toMatchObject(
    targets.map(({ id, region }) => {
      return { environment: `${stage}-${id}`, name: `${stack}-${stage}-${id}`, region };
    }),
  );
  for (const { id, template } of targets) {
    const own = sections.find((section) => section.startsWith(`[${stage}-${id}.deploy.`));
    expect(own).toContain(`\ntemplate_file = "${template}"\n`);
    expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
  }
});

test('the regions deploy what was built of their template', () => {
  const build = sections.find((section) => section.startsWith('[default.build.'));
  expect(build).toContain('\nbuild_dir = ".aws-sam/__name-kebab__"\n');
  expect(build).toContain('\ntemplate_file = "template.__name-kebab__.yaml"\n');
});

test('each region tells the alarms of its health check, and has the URL of its API', () => {
  const template = readFileSync('template.__name-kebab__.yaml', 'utf8');
  expect(template).toContain('\n  HealthCheckId:\n    Value: !Ref HealthCheck\n');
  expect(template).toContain('\n  ApiUrl:\n    Value: !GetAtt Api.ApiEndpoint\n');
});
