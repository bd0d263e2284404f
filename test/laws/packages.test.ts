import { expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { renderDocument } from '../../src/core/fold/prose.ts';
import { defaultContext } from '../../src/core/fold/resolve.ts';
import { IACS, sampleProject } from '../../src/core/project.ts';
import { variants } from './laws.ts';

const ports = await createPorts();
const { registry } = ports;

const contributions = IACS.flatMap((iac) => {
  const project = sampleProject(iac);
  const own = [...registry.patterns.values()].flatMap((pattern) =>
    variants(pattern).map((options) =>
      pattern.contribute({ ...defaultContext(pattern), project, options }),
    ),
  );
  return [...own, ...[...registry.parts.values()].map((part) => part.contribute(project))];
});

// npm takes a package in both sections for one of development, and leaves it out of `--omit=dev`, as `sam build` does
test('no package is one of functions here, and of development there', () => {
  const deployed = new Set(contributions.flatMap(({ dependencies = [] }) => dependencies));
  const developed = new Set(contributions.flatMap(({ devDependencies = [] }) => devDependencies));
  expect([...developed].filter((name) => deployed.has(name))).toEqual([]);
});

test('scripts run modules with the oldest Node.js that a project allows', () => {
  const commands = contributions.flatMap(({ scripts = {} }) => Object.values(scripts));
  const modules = commands.filter((command) => /^node .*\.ts\b/.test(command));
  expect(modules).not.toEqual([]);
  for (const command of modules) expect(command).toContain('--experimental-strip-types');
});

test('documents name the versions of this package that understand the project, as its scripts do', () => {
  const rendered = renderDocument(
    { ...ports, version: '2.3.1' },
    sampleProject('cdk'),
    '{{gen}} add',
  );
  expect(rendered).toBe('npx create-lambda-app@2 add');
});
