import { describe, expect, it } from 'vitest';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { planAdd } from '../../src/core/fold/plan-add.ts';
import type { InstanceRequest } from '../../src/core/fold/resolve.ts';
import type { Ports } from '../../src/core/ports.ts';
import type { Iac } from '../../src/core/project.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryBase } from '../support/memory.ts';
import { BEGIN, END, fakePorts } from '../support/ports.ts';

const ports = fakePorts();

const plan = (instances: readonly InstanceRequest[], files: Files = new Map(), iac: Iac = 'sam') =>
  planCreate({ project: sampleProject(iac), instances }, memoryBase(files), ports);

const created = (...instances: InstanceRequest[]) => committed(new Map(), plan(instances));
const add = (files: Files, request: InstanceRequest, by: Ports = ports) =>
  planAdd(request, memoryBase(files), by);

const jobs = { pattern: 'queue' };
const mails = { pattern: 'queue', name: 'mails', options: { kind: 'fifo' } };

describe('a new project', () => {
  it('has the base, the parts and the files of each instance, named and rendered', () => {
    const files = created(jobs);
    expect([...files.keys()]).toEqual([
      '.gitignore',
      'README.md',
      'events/jobs.json',
      'infra/stack.ts',
      'lambda-app.json',
      'package.json',
      'src/jobs/work.ts',
      'src/shared/env.ts',
      'src/shared/log.ts',
      'template.yaml',
      'test/jobs.ts',
    ]);
    expect(files.get('src/jobs/work.ts')).toBe('class Jobs extends Worker {}\n');
    expect(files.get('test/jobs.ts')).toBe('jobs JOBS us-east-1\n');
    expect(files.get('README.md')).toBe(`# my-app\n${BEGIN}\n\nderived\n\n${END}\n`);
  });

  it.each([
    ['sam', 'sam\nJobsQueue\n', 'cdk\n'],
    ['cdk', 'sam\n', 'cdk\nnew Jobs\n'],
  ] as const)('as %s has its infrastructure in one place', (iac, template, stack) => {
    const files = committed(new Map(), plan([jobs], new Map(), iac));
    expect(files.get('template.yaml')).toBe(template);
    expect(files.get('infra/stack.ts')).toBe(stack);
  });

  it('has a part once, whoever needs it, in front of what needs it', () => {
    const { files } = plan([jobs, mails]).manifest;
    expect(Object.keys(files)).toEqual(['base', 'parts/env', 'parts/log', 'jobs', 'mails']);
  });

  it('notes an owner that creates no file', () => {
    const { files } = planCreate(
      { project: sampleProject('sam'), instances: [jobs] },
      memoryBase(new Map()),
      fakePorts({ 'parts/env/files/common/src/shared/env.ts': undefined }),
    ).manifest;
    expect(files).toHaveProperty(['parts/env'], {});
  });

  it('tells an instance which others stood before it', () => {
    expect(created(jobs, mails).get('events/mails.json')).toBe('{"kind":"fifo"} 1\n');
  });

  it('notes a hash of what it owns, and none of what editors and derivations change', () => {
    const { files } = plan([jobs]).manifest;
    expect(files.base).toEqual({ '.gitignore': 'hash of 5' });
    expect(files.jobs).toHaveProperty(['src/jobs/work.ts']);
  });
});

describe('files in the way', () => {
  const mine = ['README.md', 'lambda-app.json', 'src/jobs/work.ts', 'events/jobs.json'];

  it('are all listed, sorted, and others do not matter', () => {
    const files = new Map([...mine, 'LICENSE', '.git/HEAD'].map((path) => [path, 'mine']));
    expect(() => plan([jobs], files)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: `These files are in the way:\n${[...mine]
          .sort()
          .map((p) => `  ${p}`)
          .join('\n')}`,
        hint: expect.stringContaining('Nothing was written'),
      }),
    );
  });

  it('are in the way even if they hold the same bytes', () => {
    expect(() => plan([jobs], created(jobs))).toThrow(/in the way/);
  });

  it('stop an added instance too', () => {
    const files = new Map([...created(jobs), ['src/mails/work.ts', 'mine']]);
    expect(() => add(files, mails)).toThrow(/in the way:\n {2}src\/mails\/work.ts/);
  });
});

describe('an editor that refuses', () => {
  it('becomes an error with the place and what to paste', () => {
    const refused = { status: 'refused', reason: 'why', at: { line: 7 }, paste: 'this' } as const;
    const strict = { ...ports, editors: { ...ports.editors, sam: () => refused } };
    expect(() => add(created(jobs), mails, strict)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: 'template.yaml was not changed for "mails": why',
        at: { path: 'template.yaml', line: 7 },
        paste: 'this',
      }),
    );
  });
});

describe('names and templates', () => {
  it('a name that hides a class of a template is refused with another', () => {
    expect(() => plan([{ pattern: 'queue', name: 'worker' }])).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: '"worker" would hide the class Worker that src/worker/work.ts uses',
        hint: expect.stringContaining('my-worker'),
      }),
    );
  });

  it('a template may not leave the project', () => {
    const evil = fakePorts({ 'patterns/queue/files/common/../../x': '' });
    const request = { project: sampleProject('sam'), instances: [jobs] };
    expect(() => planCreate(request, memoryBase(new Map()), evil)).toThrow(/not a path inside/);
  });

  it.each([
    ['versions.json', '{}', 'templates/versions.json has no version of zod'],
    ['versions.json', undefined, 'templates/versions.json has no version of anything'],
    ['patterns/queue/sam.yaml', undefined, 'templates/patterns/queue/sam.yaml is missing'],
  ])('%s as %j is a bug of ours', (path, text, message) => {
    const request = { project: sampleProject('sam'), instances: [jobs] };
    const broken = fakePorts({ [path]: text });
    expect(() => planCreate(request, memoryBase(new Map()), broken)).toThrow(
      expect.objectContaining({ kind: 'bug', message }),
    );
  });
});
