import { readFileSync } from 'node:fs';
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

  it('come at creation: a project whose functions have no alias is refused them', async () => {
    const plain = await created(...api);
    const before = snapshot(plain);
    const args = ['add', 'option', 'deploy', 'linear', '--no-install'];
    const { exitCode, stderr } = await lambdaGen(args, { cwd: plain });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/names no alias.*--deploy/s);
    expect(snapshot(plain)).toEqual(before);
  });

  it('go without a trace but for the alias, and come back as they were', async () => {
    const root = await created(...api, '--deploy', 'linear');
    const whole = snapshot(root);
    await gen(root, 'remove', 'option', 'deploy');
    expect(Object.keys(snapshot(root) ?? {})).not.toContain('test/infra/deploy.test.ts');
    await gen(root, 'add', 'option', 'deploy', 'linear');
    expect(snapshot(root)).toEqual(whole);
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
