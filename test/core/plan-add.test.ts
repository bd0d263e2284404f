import { describe, expect, it } from 'vitest';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { planAdd } from '../../src/core/fold/plan-add.ts';
import type { InstanceRequest } from '../../src/core/fold/resolve.ts';
import type { Ports } from '../../src/core/ports.ts';
import type { Iac } from '../../src/core/project.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryBase } from '../support/memory.ts';
import { fakePorts } from '../support/ports.ts';

const ports = fakePorts();

const plan = (instances: readonly InstanceRequest[], files: Files = new Map(), iac: Iac = 'sam') =>
  planCreate({ project: sampleProject(iac), instances }, memoryBase(files), ports);

const created = (...instances: InstanceRequest[]) => committed(new Map(), plan(instances));
const add = (files: Files, request: InstanceRequest, by: Ports = ports) =>
  planAdd(request, memoryBase(files), by);

/** A project whose manifest somebody has edited. */
const edited = (change: (manifest: string) => string) => {
  const files = created(jobs);
  return new Map([...files, ['lambda-app.json', change(files.get('lambda-app.json')!)]]);
};

const jobs = { pattern: 'queue', name: 'jobs' };
const mails = { pattern: 'queue', name: 'mails', options: { kind: 'fifo' } };

describe('an added instance', () => {
  it('makes the project that has it from the start', () => {
    const files = committed(created(jobs), add(created(jobs), mails));
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(created(jobs, mails)));
  });

  it('brings only what the project lacks', () => {
    expect(add(created(jobs), mails).changes.map(({ path }) => path)).toEqual([
      'events/mails.json',
      'lambda-app.json',
      'src/mails/work.ts',
      'template.yaml',
      'test/mails.ts',
    ]);
  });

  it('brings the parts that the manifest lacks, whatever the others need by now', () => {
    const { files, ...rest } = JSON.parse(created(jobs).get('lambda-app.json')!);
    const { 'parts/log': _, ...others } = files;
    const older = new Map([
      ...created(jobs),
      ['lambda-app.json', JSON.stringify({ ...rest, files: others })],
    ]);
    older.delete('src/shared/log.ts');
    const changed = add(older, mails).changes.map(({ path }) => path);
    expect(changed).toContain('src/shared/log.ts');
    expect(changed).not.toContain('src/shared/env.ts');
  });

  it('that is there already is no change and a notice', () => {
    const { changes, notices } = add(created(jobs), jobs);
    expect(changes).toEqual([]);
    expect(notices).toEqual(['jobs is already in the project (lambda-app.json)']);
  });

  it.each([
    ['of other options', { ...jobs, options: { kind: 'fifo' } }],
    ['of a name that is the same identifier', { pattern: 'queue', name: 'jo-bs' }],
  ])('%s is refused with what stands', (_, request) => {
    expect(() => add(created(jobs), request)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: '"jobs" is already in the project, as queue kind=standard',
      }),
    );
  });

  it('without a name, when the default one is taken, is asked for another', () => {
    expect(() => add(created(jobs), { pattern: 'queue' })).toThrow(
      expect.objectContaining({
        kind: 'refused',
        hint: 'Give it a name: lambda-gen add pattern queue <name>',
      }),
    );
  });

  it('leaves a README without markers alone, and says so', () => {
    const files = new Map([...created(jobs), ['README.md', 'mine']]);
    const { changes, notices } = add(files, mails);
    expect(changes.map(({ path }) => path)).not.toContain('README.md');
    expect(notices).toEqual(['README.md has no lambda-app markers: left as it is']);
  });

  it('keeps what the user wrote into a shared file', () => {
    const files = new Map([...created(jobs), ['template.yaml', 'mine\n']]);
    expect(committed(files, add(files, mails)).get('template.yaml')).toBe('mine\nMailsQueue\n');
  });

  it('needs a project', () => {
    expect(() => add(new Map(), jobs)).toThrow(
      expect.objectContaining({ kind: 'refused', hint: expect.stringContaining('--cwd') }),
    );
  });

  it('needs the files it edits', () => {
    const files = new Map(created(jobs));
    files.delete('template.yaml');
    expect(() => add(files, mails)).toThrow('template.yaml is missing');
  });

  it('needs the patterns of the others', () => {
    const files = edited((manifest) => manifest.replace('"queue"', '"gone"'));
    expect(() => add(files, mails)).toThrow(
      /"jobs" of a pattern that this version does not have: gone/,
    );
  });

  it.each([
    ['"kind": "standard"', '"kind": "lifo"', /^lambda-app.json: jobs.kind cannot be "lifo"/],
    ['"kind"', '"knd"', /^lambda-app.json: jobs has no option "knd"/],
  ])('needs legal options of the others, and not %s as %s', (from, to, message) => {
    const files = edited((manifest) => manifest.replace(from, to));
    expect(() => add(files, mails)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('Known: '),
      }),
    );
  });

  it('fills in what the others were made without, for the option is newer than they are', () => {
    const files = edited((manifest) => manifest.replace('"kind": "standard"', ''));
    expect(add(files, jobs).notices).toHaveLength(1);
    expect(add(files, mails).manifest.instances[0]!.options).toEqual({ kind: 'standard' });
  });
});
