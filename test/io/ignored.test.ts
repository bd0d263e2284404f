import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderDisk, projectDisk } from '../../src/io/list-files.ts';
import { temporaryFolder } from '../support/folders.ts';
import { cases } from '../support/property.ts';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'core.excludesFile=', ...args], { cwd, encoding: 'utf8' });

/** A repository with nothing in its index. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder(files);
  git(root, 'init', '--quiet');
  return root;
}

const isDotted = (path: string) => path.split('/').some((each) => each.startsWith('.'));

/** The files that Git would add, but for those that say what it ignores. */
const untracked = (cwd: string) =>
  git(cwd, 'ls-files', '--others', '--exclude-standard', '-z')
    .split('\0')
    .filter((path) => path && !isDotted(path))
    .sort();

const listed = (root: string) =>
  [...projectDisk(root).list()].filter((path) => !isDotted(path)).sort();

describe('files that Git ignores', () => {
  it('are none of a project', () => {
    const root = repository({
      '.gitignore': '# made by sam package\npackaged.yaml\n/made/\n*.log\n!keep.log\n',
      'packaged.yaml': '',
      'made/a.ts': '',
      'src/made/b.ts': '',
      'src/a.log': '',
      'src/keep.log': '',
      'src/.gitignore': 'own.ts\n!/deep/a.log\n',
      'src/own.ts': '',
      'src/deep/own.ts': '',
      'src/deep/a.log': '',
      'own.ts': '',
    });
    expect(listed(root)).toEqual(['own.ts', 'src/deep/a.log', 'src/keep.log', 'src/made/b.ts']);
    expect(listed(root)).toEqual(untracked(root));
    expect(folderDisk(root).list()).toEqual(['.gitignore', 'own.ts']);
  });

  it('are told by the repository around a project, and by its own list', () => {
    const root = repository({
      '.gitignore': '/apps/*/built\n',
      'apps/.gitignore': 'packaged.yaml\n',
      'apps/one/packaged.yaml': '',
      'apps/one/built/a.ts': '',
      'apps/one/a.ts': '',
      'apps/one/local.ts': '',
      'apps/one/in/packaged.yaml': '',
      'apps/one/in/b.ts': '',
    });
    execFileSync('sh', ['-c', 'mkdir -p .git/info; echo local.ts >> .git/info/exclude'], {
      cwd: root,
    });
    const project = join(root, 'apps/one');
    expect(listed(project)).toEqual(['a.ts', 'in/b.ts']);
    expect(projectDisk(project).list('in/')).toEqual(['in/b.ts']);
    expect(folderDisk(project).list()).toEqual(['a.ts']);
  });

  it('are not those of a repository that ignores the whole project', () => {
    const root = repository({ '.gitignore': 'tmp\n*.yaml\n', 'tmp/app/template.yaml': '' });
    expect(listed(join(root, 'tmp/app'))).toEqual(['template.yaml']);
    expect(listed(root)).toEqual([]);
  });

  it('are told without a repository too, by the project’s own rules', () => {
    const root = temporaryFolder({
      '.gitignore': 'a.ts',
      'app/.gitignore': 'b.ts',
      'app/a.ts': '',
      'app/b.ts': '',
    });
    expect(listed(join(root, 'app'))).toEqual(['a.ts']);
  });

  it('are none because of rules that are a folder or a pipe', () => {
    const root = temporaryFolder({ 'a.ts': '', 'b/c.ts': '' });
    mkdirSync(join(root, '.gitignore'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'b/.gitignore')]);
    expect(listed(root)).toEqual(['a.ts', 'b/c.ts']);
  });

  const name = fc.constantFrom('a', 'b', 'c.ts', 'd.log', '[x]', 'e f', '#g', '!h');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const rule = fc.oneof(
    fc.constantFrom(
      '*',
      '*.ts',
      'a/',
      '/a',
      'a/**',
      '**/a',
      '**/a/b',
      'a/*/c.ts',
      '!*/',
      '',
      ' ',
      '#g',
      '\\#g',
      '\\!h',
      '\\[x\\]',
      '[ab]',
      'e f',
      '?',
      'a\\ ',
    ),
    fc
      .tuple(
        fc.constantFrom('', '!'),
        fc.constantFrom('', '/'),
        path,
        fc.constantFrom('', '/', '/*'),
      )
      .map((parts) => parts.join('')),
  );
  const rules = fc.array(rule, { maxLength: 5 }).map((lines) => `${lines.join('\n')}\n`);
  const folder = fc.oneof(
    fc.constant(''),
    path.map((each) => `${each}/`),
  );

  it('are those that Git itself ignores, whatever the rules are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
        fc.dictionary(
          folder.map((each) => `${each}.gitignore`),
          rules,
          { maxKeys: 3 },
        ),
        (paths, rulesAt) => {
          const isFolder = (each: string) =>
            [...paths, ...Object.keys(rulesAt)].some((other) => other.startsWith(`${each}/`));
          const files = paths.filter((each) => !isFolder(each)).map((each) => [each, ''] as const);
          const root = repository({ ...Object.fromEntries(files), ...rulesAt });
          expect(listed(root)).toEqual(untracked(root));
          rmSync(root, { recursive: true });
        },
      ),
      cases(50),
    );
  });
});
