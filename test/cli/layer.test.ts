import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created, gen } from '../support/projects.ts';

describe.each(IACS)('a layer in a project as %s', (iac) => {
  const api = ['--iac', iac, '-p', 'rest-api'];

  it.each(['shared', 'powertools'])('of %s is the same from create and from add', async (kind) => {
    const plain = await created(...api);
    const before = snapshot(plain);
    const whole = await created(...api, '--layer', kind);
    await gen(plain, 'add', 'option', 'layer', kind);
    expect(snapshot(plain)).toEqual(snapshot(whole));
    await gen(plain, 'remove', 'option', 'layer');
    expect(snapshot(plain)).toEqual(before);
  });

  it('concerns functions that are added later, and goes from all', async () => {
    const root = await created(...api, '--layer', 'shared');
    await gen(root, 'add', 'pattern', 'pub-sub');
    await gen(root, 'add', 'function', 'resize');
    await gen(root, 'remove', 'option', 'layer');
    const plain = await created(...api);
    await gen(plain, 'add', 'pattern', 'pub-sub');
    await gen(plain, 'add', 'function', 'resize');
    expect(snapshot(root)).toEqual(snapshot(plain));
  });

  it('stands beside a VPC that was there before it', async () => {
    const root = await created(...api, '--vpc', 'new');
    const before = snapshot(root);
    await gen(root, 'add', 'option', 'layer', 'powertools');
    await gen(root, 'remove', 'option', 'layer');
    expect(snapshot(root)).toEqual(before);
  });
});

it('the layer of a CDK stack is made in front of its functions, whose bundles leave its packages out', async () => {
  const root = await created('--iac', 'cdk', '-p', 'rest-api');
  const path = join(root, 'infra/stack.ts');
  writeFileSync(path, readFileSync(path, 'utf8').replace('super(', '// Mine\n    super('));
  await gen(root, 'add', 'option', 'layer', 'shared');
  expect(readFileSync(path, 'utf8')).toMatch(
    /super\(scope, id, props\);\n {4}new Layer\(this, 'Layer'\);\n {4}new Items\(/,
  );
});

it.each(['x86_64', 'arm64'])('the packages of a layer are those of %s', async (arch) => {
  const root = await created('--iac', 'sam', '-p', 'rest-api', '--arch', arch, '--layer', 'shared');
  const npmrc = readFileSync(join(root, 'layers/shared/.npmrc'), 'utf8');
  expect(npmrc).toContain(`cpu=${arch === 'arm64' ? arch : 'x64'}\n`);
});

describe('a layer is refused, and nothing is written,', () => {
  it.each([
    ['of another name', ['-p', 'rest-api', '--layer', 'share'], 2, /shared/],
    [
      'where all have stacks of their own',
      ['-p', 'multi-region', '--layer', 'shared'],
      1,
      /stacks/,
    ],
    [
      'where that of Powertools has another ARN',
      ['-p', 'scheduled-task', '--layer', 'powertools', '--region', 'cn-north-1'],
      1,
      /has another ARN in cn-north-1/,
    ],
  ] as const)('%s', async (_, flags, exitCode, says) => {
    const cwd = temporaryFolder();
    const outcome = await createLambdaApp(['app', '--iac', 'sam', ...flags, ...QUIET], { cwd });
    expect(outcome.stderr).toMatch(says);
    expect(outcome).toMatchObject({ exitCode, stdout: '' });
    expect(snapshot(cwd)).toEqual({});
  });

  it('where a function has layers that are no list', async () => {
    const root = await created('--iac', 'sam', '-p', 'rest-api');
    const path = join(root, 'template.yaml');
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(/^( {6})Handler: /m, '$1Layers: !Ref Mine\n$&');
    writeFileSync(path, changed);
    const { exitCode, stderr } = await lambdaGen(['add', 'option', 'layer', 'shared'], {
      cwd: root,
    });
    expect(stderr).toMatch(/template\.yaml was not changed for/);
    expect(exitCode).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(changed);
  });
});
