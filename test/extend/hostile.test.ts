import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formOf } from '../../src/cli/generate/extend-context.ts';
import { IACS } from '../../src/core/project.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { projectDisk } from '../../src/io/list-files.ts';
import { recover } from '../../src/io/recovery.ts';
import { lambdaGen } from '../support/commands.ts';
import {
  addFunction,
  addTrigger,
  after,
  type Host,
  hostOf,
  kitOf,
  ownHost,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { countChanges, Killed, killedAt } from '../support/failing-fs.ts';
import { snapshot, temporaryFolder, write } from '../support/folders.ts';

const host = FOREIGN.sam;
const added = after(host, addTrigger(host, 'resize', 'sqs'));
const onDisk = ({ files }: Host) => temporaryFolder(Object.fromEntries(files));
const REFUSED = expect.objectContaining({ kind: 'refused' });

describe('a removal', () => {
  const { changes } = removeTrigger(added, 'resize', 'sqs');
  const run = (root: string, io?: Parameters<typeof commit>[2]) => commit(root, changes, io);

  it('deletes files and edits others', () => {
    const kinds = new Set(changes.map(({ after: text }: Change) => typeof text));
    expect([...kinds].sort()).toEqual(['string', 'undefined']);
  });

  it('that is killed at any write is recovered to the whole before or the whole after', () => {
    const [before, gone] = [onDisk(added), onDisk(added)].map((root, i) => {
      if (i === 1) run(root);
      return snapshot(root);
    });
    const total = countChanges((io) => run(onDisk(added), io));
    for (let n = 0; n < total - 1; n++) {
      const root = onDisk(added);
      const cause = expect.any(Killed);
      try {
        run(root, killedAt(n));
      } catch (error) {
        expect(error).toEqual(expect.objectContaining({ cause }));
      }
      recover(root);
      const now = snapshot(root)!;
      const folders = Object.entries(now).filter(([, text]) => text !== '(folder)');
      const same = [before, gone].map((each) =>
        Object.fromEntries(Object.entries(each!).filter(([, text]) => text !== '(folder)')),
      );
      expect(same, `killed at ${n}`).toContainEqual(Object.fromEntries(folders));
    }
  });

  it('is refused when a file changed since it was read', () => {
    for (const path of ['resize/sqs-event.ts', 'template.yaml']) {
      const root = onDisk(added);
      write(root, { [path]: 'mine' });
      const before = snapshot(root);
      expect(() => run(root)).toThrow(`${path} changed on disk`);
      expect(snapshot(root)).toEqual(before);
    }
  });

  it('keeps what was edited, and says so', () => {
    const edited = after(added, {
      changes: [{ path: 'resize/sqs-event.ts', before: '', after: '// mine\n' } as never],
    });
    expect(() => removeTrigger(edited, 'resize', 'sqs')).toThrow(
      'Not all of "resize-function/sqs" can be removed',
    );
    const plan = removeTrigger(edited, 'resize', 'sqs', { isPartial: true });
    expect(plan.notices).toEqual([
      'resize/sqs-event.ts was edited since it was made: it stays',
      expect.stringContaining('keeps a record of what stays of resize-function/sqs'),
    ]);
    expect(after(edited, plan).files.get('resize/sqs-event.ts')).toBe('// mine\n');
  });

  it('keeps what the handler imports', () => {
    const text = "import { messagesOf } from './sqs-event';\nexport const handler = messagesOf;\n";
    const using = after(added, { changes: [{ path: 'resize/app.ts', after: text } as never] });
    const plan = removeTrigger(using, 'resize', 'sqs', { isPartial: true });
    expect(plan.notices[0]).toContain('is used by resize/app.ts');
  });
});

it('writes nothing through a link that leads out of the project', () => {
  const outside = temporaryFolder({ 'app.ts': '' });
  const root = onDisk(host);
  symlinkSync(outside, join(root, 'events'));
  const { changes } = addTrigger(host, 'resize', 'sqs');
  expect(() => commit(root, changes)).toThrow(REFUSED);
  expect(snapshot(outside)).toEqual({ 'app.ts': '' });
});

const manifest = (more: object) => JSON.stringify({ schema: 1, additions: [], files: {}, ...more });
const addition = (more: object) => ({ kind: 'trigger', options: {}, inserted: {}, ...more });

it.each([
  ['a file', { files: { 'resize-function/sqs': { '../x': '' } } }],
  ['an insertion', { additions: [addition({ key: 'a/sqs', inserted: { '../x': ['a'] } })] }],
  ['a key', { additions: [addition({ key: '../../x' })] }],
  ['a key without a type', { additions: [addition({ key: 'a' })] }],
])('refuses a manifest with %s outside of the project', (_, more) => {
  const hostile = hostOf('sam', {
    ...Object.fromEntries(host.files),
    'lambda-app.json': manifest(more),
  });
  expect(() => removeTrigger(hostile, 'resize', 'sqs')).toThrow(REFUSED);
  expect(() => addTrigger(hostile, 'resize', 'sqs')).toThrow(REFUSED);
});

const TYPES = '# AWS::Serverless::Function\n';
const BROKEN = "import { Stack } from 'aws-cdk-lib';\nclass A extends Stack {\n";

describe('a wrong request', () => {
  it.each(IACS)('is told what there is (%s)', (form) => {
    const on = FOREIGN[form];
    expect(() => addTrigger(on, 'rezise', 'sqs')).toThrow(/There is no function "rezise"/);
    expect(() => addTrigger(on, 'resize', 'sqz')).toThrow('There is no trigger "sqz"');
    expect(() => addTrigger(on, 'resize', 'sqs', { queue: 'None' })).toThrow(
      'There is no queue "None"',
    );
    expect(() => addTrigger(on, 'resize', 'cognito')).toThrow(
      expect.objectContaining({
        message: 'cognito needs a pool of the stack',
        hint: expect.stringMatching(/The stack has:\n {4}OwnUserPool/),
      }),
    );
    expect(() => removeTrigger(on, 'resize', 'sqz')).toThrow('There is no trigger "resize sqz"');
  });

  it('is refused where there is nothing to extend', async () => {
    const { disk } = kitOf(hostOf('sam', { 'package.json': '{' }));
    await expect(formOf(disk, {})).rejects.toThrow('There is neither a CDK app nor a SAM');
    await expect(formOf(projectDisk(temporaryFolder()), {})).rejects.toThrow(REFUSED);
  });

  it.each([
    ['sam', { stack: 'Main' }, '--stack is not for SAM projects'],
    ['cdk', { template: 'template.yaml' }, '--template is not for CDK projects'],
  ] as const)('has no other place in a project of ours as %s', async (iac, place, says) => {
    const { disk } = kitOf(ownHost(iac, []));
    await expect(formOf(disk, place)).rejects.toThrow(says);
    await expect(formOf(disk, {})).resolves.toBe(iac);
  });

  it.each([
    ['sam', { 'template.yaml': `${TYPES}Resources:\n  a: [` }, 'template.yaml cannot be read'],
    ['cdk', { 'cdk.json': '{}', 'lib/a.ts': BROKEN }, 'lib/a.ts cannot be read: it has a syntax'],
  ] as const)('names what cannot be read where no function is found (%s)', (form, files, says) => {
    const broken = hostOf(form, files);
    expect(() => addTrigger(broken, 'resize', 'sqs')).toThrow(says);
    expect(() => addFunction(broken, { name: 'resize' })).toThrow(says);
  });

  it('finds no fault with a broken package.json', () => {
    const broken = hostOf('sam', { ...Object.fromEntries(host.files), 'package.json': '{' });
    expect(addTrigger(broken, 'resize', 'sqs').notices.join()).toContain('no test runner');
  });
});

it('plans in a dry run what a run writes, and writes nothing', async () => {
  const root = onDisk(host);
  const before = snapshot(root);
  const args = ['add', 'trigger', 'resize', 'sqs', '--json', '--cwd', root];
  const changesOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).changes;
  const dry = await lambdaGen([...args, '--dry-run']);
  expect(snapshot(root)).toEqual(before);
  expect(changesOf(dry)).toEqual(changesOf(await lambdaGen(args)));
  expect(snapshot(root)).not.toEqual(before);
});
