import { describe, expect, it } from 'vitest';
import {
  findPattern,
  partClosure,
  resolveInstance,
  resolveInstances,
} from '../../src/core/fold/resolve.ts';
import { sampleProject } from '../../src/core/project.ts';
import { fakePorts } from '../support/ports.ts';

const { registry } = fakePorts();
const usage = (message: string | RegExp, hint: RegExp) =>
  expect.objectContaining({
    kind: 'usage',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

describe('a request', () => {
  it('takes the pattern’s name and defaults where it leaves them open', () => {
    expect(resolveInstance(registry, { pattern: 'queue' })).toEqual({
      name: 'jobs',
      pattern: 'queue',
      options: { kind: 'standard' },
    });
  });

  it.each([
    ['queu', /Did you mean "queue"\? Known: queue/],
    ['', /Known: queue/],
    ['__proto__', /Known: queue/],
    ['constructor', /Known: queue/],
  ])('for the pattern %j is told the nearest', (id, hint) => {
    expect(() => findPattern(registry, id)).toThrow(usage(`There is no pattern "${id}"`, hint));
  });

  it('with an illegal name is refused', () => {
    expect(() => resolveInstance(registry, { pattern: 'queue', name: 'A B' })).toThrow(/"a-b"/);
  });

  it('with an unknown option names the instance', () => {
    const request = { pattern: 'queue', name: 'mails', options: { kinds: 'x' } };
    expect(() => resolveInstance(registry, request)).toThrow(
      usage('mails has no option "kinds"', /Did you mean "kind"/),
    );
  });
});

describe('two requests', () => {
  it.each([
    [undefined, undefined, /Two instances are called "jobs"/],
    ['a-b', 'a-b', /Two instances are called "a-b"/],
    [undefined, 'jobs', /Two instances are called "jobs"/],
    ['item-2', 'item2', /"item-2" and "item2" are too alike/],
  ])('named %s and %s are refused', (a, b, message) => {
    const requests = [a, b].map((name) => ({ pattern: 'queue', ...(name ? { name } : {}) }));
    expect(() => resolveInstances(registry, requests)).toThrow(usage(message, /--pattern/));
  });

  it('of different names stand in their order', () => {
    const requests = ['zz', 'aa'].map((name) => ({ pattern: 'queue', name }));
    expect(resolveInstances(registry, requests).map(({ name }) => name)).toEqual(['zz', 'aa']);
  });
});

describe('parts', () => {
  const closure = (...ids: string[]) => partClosure(registry, sampleProject('sam'), ids);

  it('come once, behind those they need', () => {
    expect(closure('log', 'env', 'log')).toEqual(['env', 'log']);
    expect(closure()).toEqual([]);
  });

  it('that are not there are told', () => {
    expect(() => closure('gone')).toThrow(
      expect.objectContaining({ kind: 'bug', message: 'There is no part "gone"' }),
    );
  });
});
