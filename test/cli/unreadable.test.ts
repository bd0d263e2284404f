import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { lambdaGen } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

const host = (form: Iac) => temporaryFolder(Object.fromEntries(FOREIGN[form].files));

/** A file whose bytes are no UTF-8, such as one of Latin-1. */
function latin1(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${text} gr\u00fcn`, 'latin1');
}

const COMMANDS = [
  ['add', 'trigger', 'resize', 'sqs'],
  ['add', 'function', 'count'],
  ['add', 'pattern', 'rest-api', 'orders'],
];

describe.each(IACS)('files of a project as %s that are of another encoding', (form) => {
  it('are no matter where they are none that is edited', async () => {
    const root = host(form);
    for (const path of [
      'data/a.json',
      'data/b.yaml',
      'docs/c.template',
      'src/d.ts',
      'lib/e.ts',
      'f.js',
      'test/g.test.ts',
      'sub/cdk.json',
    ])
      latin1(
        root,
        path,
        '// AWS::Serverless::Function import Function from aws-cdk-lib/aws-lambda',
      );
    for (const command of COMMANDS) {
      const args = [...command, '--cwd', root, '--no-install', '--yes'];
      const { exitCode, stderr } = await lambdaGen(args);
      expect({ exitCode, stderr }, command.join(' ')).toEqual({ exitCode: 0, stderr: '' });
    }
  });
});

it('a template of another encoding is named where it is the one that is meant', async () => {
  const root = temporaryFolder();
  latin1(root, 'template.yaml', `# Gr\u00f6\u00dfe\n${FOREIGN.sam.files.get('template.yaml')}`);
  const { exitCode, stderr } = await lambdaGen(['add', 'function', 'count', '--cwd', root]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^✖ template\.yaml is not UTF-8 text\n {2}Save it as UTF-8 first\./);
});

it('a template that a build has made and Git ignores makes no function ambiguous', async () => {
  const root = host('sam');
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  appendFileSync(join(root, '.gitignore'), 'packaged.yaml\n');
  writeFileSync(join(root, 'packaged.yaml'), FOREIGN.sam.files.get('template.yaml')!);
  const args = ['add', 'trigger', 'resize', 'sqs', '--cwd', root, '--no-install'];
  expect(await lambdaGen(args)).toMatchObject({ exitCode: 0, stderr: '' });
});
