import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAnyManifest } from '../../src/core/manifest.ts';
import { IACS, type Iac } from '../../src/core/project.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import { planRemoveNamed, planRemoveTrigger } from '../../src/remove/plan-remove.ts';
import type { RemovalContext } from '../../src/remove/removal.ts';
import { projectStatus } from '../../src/remove/status.ts';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removalKitOf,
} from '../support/extend.ts';

/** Projects as the first version of a schema has written them: `orders`, `audit`, and two triggers. */
const fixture = (whose: 'own' | 'foreign', form: Iac, schema: 1 | 2): Host => {
  const path = join(import.meta.dirname, `../fixtures/${whose}-${form}-schema-${schema}.json`);
  return hostOf(form, JSON.parse(readFileSync(path, 'utf8')));
};

const NEVER = () => {
  throw new Error('A removal asked for a template');
};

/** What templates and patterns have become since: nothing that a removal could build on. */
const withOtherTemplates = (context: RemovalContext): RemovalContext => ({
  ...context,
  ports: {
    ...context.ports,
    templates: {
      files: NEVER,
      tokens: NEVER,
      read: (path) =>
        /\.(md\.hbs|json)$/.test(path) ? context.ports.templates.read(path) : NEVER(),
    },
    editors: { packageJson: NEVER, sam: NEVER, cdk: NEVER },
    version: '9.9.9',
  },
});

const named = (host: Host, kind: 'pattern' | 'function', name: string, isPartial = false) => {
  const context = withOtherTemplates(removalKitOf(host));
  return planRemoveNamed(context, readAnyManifest(context.disk), { kind, name, isPartial });
};

const trigger = (host: Host, fn: string, type: string, isPartial = false) => {
  const context = withOtherTemplates(removalKitOf(host));
  return planRemoveTrigger(context, readAnyManifest(context.disk), {
    function: fn,
    type,
    isPartial,
  });
};

const changedIn = (host: Host) => {
  const context = withOtherTemplates(removalKitOf(host));
  return projectStatus(context, readAnyManifest(context.disk)).changed;
};

const done = (host: Host, plan: ReturnType<typeof named>) => {
  expect(plan.notices).toEqual([]);
  return after(host, plan);
};

const infrastructure = (host: Host) =>
  host.form === 'sam' ? read(host, 'template.yaml') : read(host, 'infra/stack.ts');

describe.each(IACS)('a %s project as schema 2 was first written', (form) => {
  const own = fixture('own', form, 2);

  it('is read, and has nothing edited, whatever the templates have become', () => {
    expect(JSON.parse(read(own, 'lambda-app.json')).schema).toBe(2);
    expect(changedIn(own)).toEqual([]);
    expect(changedIn(fixture('foreign', form, 2))).toEqual([]);
  });

  it('loses all that it was given, by its own record', () => {
    const noTriggers = ['sqs', 'http'].reduce(
      (host, type) => done(host, trigger(host, 'audit', type)),
      own,
    );
    const noFunction = done(noTriggers, named(noTriggers, 'function', 'audit'));
    const left = done(noFunction, named(noFunction, 'pattern', 'orders'));
    expect(infrastructure(left)).not.toMatch(/orders|audit/i);
    expect([...left.files.keys()].filter((path) => /orders|audit/.test(path))).toEqual([]);
    const { files, made, instances } = JSON.parse(read(left, 'lambda-app.json'));
    expect(instances).toEqual([]);
    expect(Object.keys(made)).toEqual(['base']);
    expect(Object.keys(files)).toEqual(['base']);
    if (form === 'sam') expect(readSource(read(left, 'template.yaml'))).toHaveProperty('root');
  });

  it('loses what was added to somebody else’s project, and is as it was', () => {
    const host = fixture('foreign', form, 2);
    const noSqs = done(host, trigger(host, 'resize', 'sqs'));
    const noSchedule = done(noSqs, trigger(noSqs, 'resize', 'schedule'));
    const left = done(noSchedule, named(noSchedule, 'function', 'archive'));
    expect(left.files.has('lambda-app.json')).toBe(false);
    expect(JSON.stringify(bytes(left))).not.toMatch(/archive|ResizeQueue|ResizeSchedule/i);
  });
});

const refusalOf = (remove: () => unknown) => {
  try {
    remove();
  } catch (error) {
    const { kind, message, hint } = error as Record<string, string>;
    return { kind, message, hint };
  }
  return undefined;
};

describe.each(IACS)('a %s project of schema 1', (form) => {
  const own = fixture('own', form, 1);

  it('is read, and its hashes say what was edited', () => {
    expect(JSON.parse(read(own, 'lambda-app.json')).schema).toBe(1);
    expect(changedIn(own)).toEqual([]);
  });

  it('is not removed from where nothing was recorded, and the list says so', () => {
    const bare = ['sqs', 'http'].reduce((host, type) => {
      const plan = trigger(host, 'audit', type, true);
      return after(host, plan);
    }, own);
    const refused = refusalOf(() => named(bare, 'function', 'audit'));
    expect(refused).toMatchObject({
      kind: 'refused',
      message: 'Not all of "audit" can be removed',
    });
    const path = form === 'sam' ? 'template.yaml' : 'infra/stack.ts';
    expect(refused?.hint).toContain(
      `${path}: what audit has there was added by an older version, which did not record where`,
    );
  });

  it('loses the files that its hashes prove untouched, and that nothing uses, where that is asked for', () => {
    const plan = named(own, 'pattern', 'orders', true);
    const left = after(own, plan);
    expect(infrastructure(left)).toBe(infrastructure(own));
    expect(left.files.has('test/orders/create.test.ts')).toBe(false);
    expect(left.files.has('src/orders/create.ts')).toBe(true);
    expect(JSON.parse(read(left, 'lambda-app.json')).schema).toBe(2);
  });

  it('gives back a trigger whose texts are there as they were inserted, the last one first', () => {
    const host = fixture('foreign', form, 1);
    const noSchedule = done(host, trigger(host, 'resize', 'schedule'));
    const noSqs = done(noSchedule, trigger(noSchedule, 'resize', 'sqs'));
    const left = done(noSqs, named(noSqs, 'function', 'archive'));
    expect(left.files.has('lambda-app.json')).toBe(false);
    expect(JSON.stringify(bytes(left))).not.toMatch(/archive|ResizeQueue|ResizeSchedule/i);
  });

  it('takes what is added now, with a record of it, and keeps what it had', () => {
    const host = fixture('foreign', form, 1);
    const there = after(host, addTrigger(host, 'resize', 'kinesis'));
    const manifest = JSON.parse(read(there, 'lambda-app.json'));
    expect(manifest.schema).toBe(2);
    const left = done(there, trigger(there, 'resize', 'kinesis'));
    const noSchedule = done(left, trigger(left, 'resize', 'schedule'));
    expect(JSON.stringify(bytes(noSchedule))).not.toMatch(/ResizeSchedule/);
  });
});
