import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/cli/generate/place.ts';
import { lambdaGen } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

describe('the template that a flag names', () => {
  const place = (folder: string, template: string) => {
    const root = temporaryFolder({ 'a/x': '', 'b/template.yaml': '' });
    return placeOf(root, { cwd: join(root, folder), template }).template;
  };

  it.each([
    ['from the project', '.', './b/template.yaml'],
    ['from a folder in it', 'b', './template.yaml'],
    ['from another folder in it', 'a', '../b/template.yaml'],
    ['as messages name it', 'a', 'b/template.yaml'],
  ])('is a path %s', (_, folder, template) => {
    expect(place(folder, template)).toBe('b/template.yaml');
  });

  it('is a path from the root of the disk', () => {
    const root = temporaryFolder();
    const template = join(root, 'c/template.yaml');
    expect(placeOf(root, { cwd: join(root, 'a'), template })).toEqual({
      template: 'c/template.yaml',
    });
  });

  it.each(['../template.yaml', '/etc/template.yaml', '.', 'b/../..'])('is not %s', (template) => {
    expect(() => place('.', template)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: expect.stringMatching(/is not a path inside the project$/),
      }),
    );
  });
});

it.each([
  ['add', 'trigger', 'resize', 'sqs'],
  ['add', 'function', 'rotate'],
  ['add', 'pattern', 'pub-sub', 'news'],
])('%s %s takes a template as a shell completes it', async (...command) => {
  const files = [...FOREIGN.sam.files].flatMap(([path, text]) => [
    [`a/${path}`, text],
    [`b/${path}`, text],
  ]);
  const root = temporaryFolder(Object.fromEntries(files));
  const flags = ['--template', './b/template.yaml', '--cwd', root, '--json', '--dry-run'];
  const { stdout, stderr } = await lambdaGen([...command, ...flags]);
  expect(stderr).toBe('');
  const { dir, changes } = JSON.parse(stdout);
  expect(dir).toBe(join(root, 'b'));
  expect(changes.map(({ path }: { path: string }) => path)).toContain('template.yaml');
});
