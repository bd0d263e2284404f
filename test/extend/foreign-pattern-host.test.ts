import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/core/manifest.ts';
import { PACKAGE_MANAGERS } from '../../src/core/project.ts';
import { addPattern, after, bytes, hostOf, read, removeNamed } from '../support/extend.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: hello/
`;

const news = { pattern: 'pub-sub', name: 'news' };

const host = (files: Readonly<Record<string, string>>, folder = '') =>
  hostOf('sam', { [`${folder}template.yaml`]: TEMPLATE, ...files });

const LOCKS = {
  npm: 'package-lock.json',
  pnpm: 'pnpm-lock.yaml',
  yarn: 'yarn.lock',
  bun: 'bun.lock',
};

const paths = (of: ReturnType<typeof host>) => [...of.files.keys()];

describe('a pattern in a SAM project of somebody else', () => {
  it('says first what it brings', () => {
    const plan = addPattern(host({}), news);
    const own = plan.changes.filter(({ path }) => path.startsWith('news/'));
    expect(plan.inferred.at(-1)).toBe(
      `brings    ${own.length} files, with their own package.json, Vitest, and Biome`,
    );
  });

  it('brings nothing that says how the whole repository is edited and run', () => {
    const there = after(host({}), addPattern(host({}), news));
    expect(paths(there)).not.toContain('news/.nvmrc');
    expect(paths(there)).not.toContain('news/.editorconfig');
    expect(read(there, 'news/README.md')).toMatch(/^Node\.js \d+ or [\d.]+ at least;/m);
  });

  it.each(PACKAGE_MANAGERS)('leaves linting to ESLint where that is, with %s', (manager) => {
    const json = JSON.stringify({ devDependencies: { eslint: '^9.0.0' } });
    const before = host({ 'package.json': json, [LOCKS[manager]]: '' });
    const there = after(before, addPattern(before, news));
    const { scripts, devDependencies } = JSON.parse(read(there, 'news/package.json'));
    expect(Object.keys({ ...scripts, ...devDependencies }).join()).not.toMatch(/lint|format|biome/);
    expect(scripts.check).toBe(`${manager} run typecheck && ${manager} run test`);
    for (const path of ['biome.json', '.gitattributes'])
      expect(paths(there)).not.toContain(`news/${path}`);
    for (const path of ['README.md', 'AGENTS.md'])
      expect(read(there, `news/${path}`)).not.toMatch(/Biome|run (lint|format)/);
    expect(
      Object.values(parseManifest(read(there, 'news/lambda-app.json')).files),
    ).not.toContainEqual(expect.objectContaining({ 'biome.json': expect.anything() }));
  });
});

const list = (patterns: unknown) => JSON.stringify({ workspaces: patterns }, null, 2);

describe('a pattern in a workspace', () => {
  it.each([
    ['npm', list(['app']), list(['app', 'deploy/news'])],
    ['yarn', list({ packages: ['app'] }), list({ packages: ['app', 'deploy/news'] })],
    ['bun', list(['./deploy/*']), list(['./deploy/*'])],
    [
      'npm',
      list(['deploy/**/', '!deploy/news']),
      list(['deploy/**/', '!deploy/news', 'deploy/news']),
    ],
  ] as const)('is a package of it and shares its lock file, with %s: %s', (manager, was, is) => {
    const before = host({ 'package.json': was, [LOCKS[manager]]: '' }, 'deploy/');
    const plan = addPattern(before, news);
    const there = after(before, plan);
    expect(read(there, 'package.json')).toBe(is);
    expect(plan.nextSteps).toContain(
      `${manager} install && cd deploy/news/ && ${manager} run check`,
    );
    expect(bytes(after(there, removeNamed(there, 'news')))).toEqual(bytes(before));
  });

  it.each([
    ['packages/*', '"deploy/news" to packages, and '],
    ['deploy/*', ''],
  ])(
    'of pnpm with %s says what to add by hand, and has no settings of its own',
    (pattern, added) => {
      const before = host(
        { 'pnpm-workspace.yaml': `packages:\n  - ${pattern}\n`, 'pnpm-lock.yaml': '' },
        'deploy/',
      );
      const plan = addPattern(before, news);
      expect(plan.nextSteps).toContainEqual(
        expect.stringContaining(`add to pnpm-workspace.yaml: ${added}classic-level and esbuild`),
      );
      expect(plan.nextSteps).toContain('pnpm install && cd deploy/news/ && pnpm run check');
      expect(paths(after(before, plan))).not.toContain('deploy/news/pnpm-workspace.yaml');
    },
  );

  it('is what it is elsewhere where pnpm has settings alone', () => {
    const before = host({ 'pnpm-workspace.yaml': 'nodeLinker: hoisted\n', 'pnpm-lock.yaml': '' });
    const plan = addPattern(before, news);
    expect(plan.nextSteps).toContain('cd news/ && pnpm install && pnpm run check');
    expect(paths(after(before, plan))).toContain('news/pnpm-workspace.yaml');
  });
});
