import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { PUBLISHED as BASE } from '../../templates/base/published.ts';
import { PUBLISHED as FUNCTION } from '../../templates/parts/function/published.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created, gen } from '../support/projects.ts';

const TEST = 'test/infra/notifications-deployment.test.ts';

describe.each(IACS)('gradual deployments in a project as %s', (iac) => {
  const api = ['--iac', iac, '-p', 'rest-api'];

  it('come later as at creation, and go without a trace', async () => {
    const root = await created(...api);
    const before = snapshot(root);
    await gen(root, 'add', 'option', 'deploy', 'linear');
    expect(snapshot(root)).toEqual(snapshot(await created(...api, '--deploy', 'linear')));
    await gen(root, 'remove', 'option', 'deploy');
    expect(snapshot(root)).toEqual(before);
  });

  it('are refused with the place of a text that is not as it was made', async () => {
    const root = await created(...api);
    const file = join(root, 'test/support/template.ts');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/(value\?\.\['(!Ref|Fn::Join)'\])/, 'own($1)'),
    );
    const before = snapshot(root);
    const args = ['add', 'option', 'deploy', 'linear', '--no-install'];
    const { exitCode, stderr } = await lambdaGen(args, { cwd: root });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/test\/support\/template\.ts:\d+/);
    expect(stderr).toMatch(/own\(value.*is not as it was made/);
    expect(snapshot(root)).toEqual(before);
  });

  it('are those of a pattern that is added later, too, and go with it', async () => {
    const root = await created(...api, '--deploy', 'canary');
    const before = snapshot(root);
    await gen(root, 'add', 'pattern', 'pub-sub');
    expect(readFileSync(join(root, TEST), 'utf8')).toContain("'NotificationsApiErrorsAlarm'");
    await gen(root, 'remove', 'pattern', 'notifications');
    expect(snapshot(root)).toEqual(before);
  });

  it('bring a trigger to the alias', async () => {
    const root = await created(...api, '--deploy', 'canary');
    await gen(root, 'add', 'function', 'resize');
    await gen(root, 'add', 'trigger', 'resize', 'schedule');
    const file = iac === 'cdk' ? 'infra/stack.ts' : 'template.yaml';
    const target = iac === 'cdk' ? /arn: resize\.functionArn/ : /Arn: !Ref Resize\.Alias/;
    expect(readFileSync(join(root, file), 'utf8')).toMatch(target);
  });
});

it('all at once is no option', async () => {
  const whole = await created('--iac', 'sam', '-p', 'rest-api', '--deploy', 'all-at-once');
  expect(snapshot(whole)).toEqual(snapshot(await created('--iac', 'sam', '-p', 'rest-api')));
});

const hasAll = (folder: string, texts: Readonly<Record<string, string>>) => {
  const files = Object.values(snapshot(folder) ?? {});
  return Object.values(texts).every((text) => files.some((file) => file.includes(text)));
};

it.each(['zip', 'image'])('change all that they have to in code for a %s', async (packing) => {
  const flags = ['-p', 'workflow', '--package', packing, '--deploy', 'canary'];
  const cdk = await created('--iac', 'cdk', ...flags);
  expect(hasAll(cdk, FUNCTION)).toBe(true);
  expect(hasAll(cdk, BASE.cdk)).toBe(true);
  expect(hasAll(await created('--iac', 'sam', ...flags), BASE.sam)).toBe(true);
});

it.each(IACS)('are refused beside migrations, as %s', async (iac) => {
  const cwd = temporaryFolder();
  const flags = ['--iac', iac, '-p', 'rest-api', '--database', 'postgres', '--deploy', 'canary'];
  const { exitCode, stderr } = await createLambdaApp(['app', ...flags, ...QUIET], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/the migrations of items/);
  expect(snapshot(cwd)).toEqual({});
});

it('are refused where all patterns have stacks of their own', async () => {
  const cwd = temporaryFolder();
  const flags = ['--iac', 'sam', '-p', 'multi-region', '--deploy', 'canary'];
  const { exitCode, stderr } = await createLambdaApp(['app', ...flags, ...QUIET], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/stacks of their own/);
  expect(snapshot(cwd)).toEqual({});
});
