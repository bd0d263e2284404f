import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { offered } from '../../src/core/fold/resolve.ts';
import { IACS, type Iac, type Project, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { variants } from '../laws/laws.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created, gen } from '../support/projects.ts';

const ports = await createPorts();

const every = [...offered(ports.registry).values()].flatMap((pattern) =>
  variants(pattern).map((options) => [pattern.id, JSON.stringify(options), options] as const),
);

const files = (project: Project, pattern: string, options = {}): Files => {
  const request = { project, instances: [{ pattern, options }] };
  return committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));
};

const imageProject = (iac: Iac): Project => ({ ...sampleProject(iac), packageType: 'image' });

interface Resource {
  readonly Type: string;
  readonly Metadata?: unknown;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const serverlessFunctions = (text: string) =>
  Object.values<Resource>(parse(text, { logLevel: 'silent' }).Resources).filter(
    ({ Type }) => Type === 'AWS::Serverless::Function',
  );

describe.each(every)('%s with %s as images', (pattern, _, options) => {
  it('has functions of one image in SAM, whose commands are the handlers of zip files', () => {
    const zip = files(sampleProject('sam'), pattern, options);
    const image = files(imageProject('sam'), pattern, options);
    const templates = [...image].filter(([path]) => /^template.*\.yaml$/.test(path));
    for (const [path, text] of templates) {
      expect(text).not.toMatch(/BuildProperties|CodeUri|Runtime:/);
      const handlers = serverlessFunctions(zip.get(path)!).map(
        ({ Properties }) => Properties.Handler,
      );
      const functions = serverlessFunctions(text);
      expect(functions.map(({ Properties }) => Properties.ImageConfig)).toEqual(
        handlers.map((handler) => ({ Command: [handler] })),
      );
      for (const { Metadata, Properties } of functions) {
        expect(Metadata).toEqual({
          Dockerfile: 'Dockerfile',
          DockerContext: '.',
          DockerTag: 'latest',
        });
        expect(Properties).toMatchObject({ PackageType: 'Image' });
        expect(Properties).not.toHaveProperty('Handler');
      }
    }
    const functions = templates.flatMap(([, text]) => serverlessFunctions(text));
    expect(functions.length).toBeGreaterThan(0);
  });

  it.each(IACS)('has nothing of bundles that CDK or SAM makes, as %s', (iac) => {
    const image = files(imageProject(iac), pattern, options);
    for (const path of ['Dockerfile', '.dockerignore', 'scripts/bundle.ts', 'lambda-app.json'])
      expect(image.has(path), path).toBe(true);
    for (const [path, text] of image) {
      if (path.startsWith('src/')) continue;
      expect(text, path).not.toMatch(/NodejsFunction|BuildProperties|'index\.handler'/);
      if (path.endsWith('.toml') && text.includes('deploy.parameters'))
        expect(text.match(/^resolve_image_repos = true$/gm)).toHaveLength(
          text.match(/^resolve_s3 = true$/gm)!.length,
        );
    }
  });
});

describe.each(IACS)('a project with an image as %s', (iac) => {
  const api = ['--iac', iac, '-p', 'rest-api'];

  it('says so in its manifest, and one of zip files has no word of it', async () => {
    const image = readFileSync(
      join(await created(...api, '--package', 'image'), 'lambda-app.json'),
    );
    const zip = snapshot(await created(...api, '--package', 'zip'));
    expect(JSON.parse(String(image))).toMatchObject({ packageType: 'image' });
    expect(zip).toEqual(snapshot(await created(...api)));
    expect(zip?.['lambda-app.json']).not.toContain('packageType');
  });

  it('has images of all that is added, and loses them again', async () => {
    const root = await created(...api, '--package', 'image');
    const before = snapshot(root);
    await gen(root, 'add', 'pattern', 'pub-sub');
    await gen(root, 'add', 'function', 'resize');
    const after = snapshot(root);
    const template = parse(after?.['template.yaml'] ?? 'Resources: {}', { logLevel: 'silent' });
    const commands = Object.values<Resource>(template.Resources).map(
      ({ Properties }) => Properties?.ImageConfig,
    );
    const own = { Command: ['src/resize/resize.handler'] };
    if (iac === 'sam') expect(commands).toContainEqual(own);
    else expect(after?.['infra/resize.ts']).toContain('extends LambdaFunction');
    expect(after?.['template.yaml'] ?? '').not.toMatch(/Handler:|BuildMethod/);
    await gen(root, 'remove', 'function', 'resize');
    await gen(root, 'remove', 'pattern', 'notifications');
    expect(snapshot(root)).toEqual(before);
  });

  it('takes triggers, which are wired into the handlers', async () => {
    const root = await created('--iac', iac, '-p', 'scheduled-task', '--package', 'image');
    await gen(root, 'add', 'function', 'resize');
    const before = snapshot(root);
    await gen(root, 'add', 'trigger', 'resize', 'sqs');
    expect(snapshot(root)?.['src/resize/resize.ts']).not.toBe(before?.['src/resize/resize.ts']);
    await gen(root, 'remove', 'trigger', 'resize', 'sqs');
    expect(snapshot(root)).toEqual(before);
  });

  it('is refused a layer, when it is made and later', async () => {
    const cwd = temporaryFolder();
    const flags = [...api, '--package', 'image', '--layer', 'shared', ...QUIET];
    const outcome = await createLambdaApp(['app', ...flags], { cwd });
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/Lambda gives layers to zip files alone/);
    expect(snapshot(cwd)).toEqual({});
    const root = await created(...api, '--package', 'image');
    const before = snapshot(root);
    const later = await lambdaGen(['add', 'option', 'layer', 'shared'], { cwd: root });
    expect(later).toMatchObject({ exitCode: 1, stdout: '' });
    expect(snapshot(root)).toEqual(before);
  });

  it('is made of another one, and becomes that again', async () => {
    const root = await created(...api);
    const before = snapshot(root);
    await gen(root, 'add', 'option', 'package', 'image');
    expect(snapshot(root)).toEqual(snapshot(await created(...api, '--package', 'image')));
    expect((await lambdaGen(['status'], { cwd: root })).stdout).toMatch(
      /^ {2}package {2}type=image$/m,
    );
    await gen(root, 'remove', 'option', 'package');
    expect(snapshot(root)).toEqual(before);
  });

  it('is not made of one that has a layer', async () => {
    const root = await created(...api, '--layer', 'shared');
    const before = snapshot(root);
    const outcome = await lambdaGen(['add', 'option', 'package', 'image'], { cwd: root });
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/Lambda gives layers to zip files alone/);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    [[], /zip, image/],
    [['tar'], /zip, image/],
    [['zip', '--cidr', '10.0.0.0/16'], /no option "cidr"/],
  ])('takes no other type, and no option: %j', async (value, says) => {
    const root = await created(...api);
    const outcome = await lambdaGen(['add', 'option', 'package', ...value], { cwd: root });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toMatch(says);
  });
});

it.each([
  ['npm', 'package-lock.json', 'RUN npm ci'],
  ['pnpm', 'pnpm-lock.yaml pnpm-workspace.yaml', 'RUN npx --yes pnpm@11 install'],
  ['yarn', 'yarn.lock .yarnrc.yml', 'RUN npx --yes corepack yarn install'],
  ['bun', 'bun.lock', 'RUN npx --yes bun install'],
] as const)('an image is installed by %s from its lock file', (packageManager, locks, command) => {
  const project = { ...imageProject('sam'), packageManager };
  const made = files(project, 'scheduled-task');
  expect(made.get('Dockerfile')).toContain(`COPY package.json ${locks} ./\n${command}`);
  for (const file of locks.split(' ')) expect(made.get('.dockerignore')).toContain(`\n!${file}\n`);
});

it('an image for another processor and runtime is that everywhere', () => {
  const project = { ...imageProject('cdk'), arch: 'x86_64', runtime: 'nodejs22.x' } as const;
  const made = files(project, 'scheduled-task');
  expect(made.get('Dockerfile')?.match(/lambda\/nodejs:22\b/g)).toHaveLength(2);
  expect(made.get('infra/constructs/function.ts')).toContain('Platform.LINUX_AMD64');
  expect(made.get('.github/workflows/deploy-stage.yml')).not.toContain('arm');
});

it('another package type is refused', async () => {
  const cwd = temporaryFolder();
  const flags = ['--iac', 'sam', '-p', 'rest-api', '--package', 'tar', ...QUIET];
  expect(await createLambdaApp(['app', ...flags], { cwd })).toMatchObject({ exitCode: 2 });
  expect(snapshot(cwd)).toEqual({});
});
