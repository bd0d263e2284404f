import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindOfPattern } from '../../src/core/additions.ts';
import { AppError } from '../../src/core/errors.ts';
import type { Infrastructure } from '../../src/infrastructure/graph.ts';
import { findingsOf } from '../../src/infrastructure/rules/check.ts';
import { readSamInfrastructure } from '../../src/infrastructure/sam/read/infrastructure.ts';
import { loadRegistry } from '../../src/io/load-registry.ts';
import { addTrigger, after, type Host, hostOf, ownHost, read } from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';
import { allVariants, patternIds } from '../support/triggers.ts';
import { variants } from './laws.ts';
import { variantOptions } from './variant-options.ts';

const { patterns } = await loadRegistry();
const NOTHING: Infrastructure = { nodes: [], edges: [] };

const isTemplate = (path: string, text: string) =>
  /\.ya?ml$/.test(path) && /^Resources:/m.test(text);

/** All that the rules find in a project's templates, as if all of it had been added. */
function findings({ files }: Host): readonly string[] {
  return [...files]
    .filter(([path, text]) => isTemplate(path, text))
    .flatMap(([path, text]) => findingsOf(NOTHING, readSamInfrastructure(path, text)))
    .map(({ rule, reason }) => `${rule}: ${reason.replace(/:\d+/g, '')}`);
}

it.each(patternIds)('no rule finds anything in a template of %s, with any options', (id) => {
  for (const options of variants(patterns.get(id)!)) {
    // An option alone may have no resource
    const beside = kindOfPattern(id) === 'option' ? [{ pattern: 'function', name: 'resize' }] : [];
    const host = ownHost('sam', [...beside, { pattern: id, name: 'orders', options }]);
    expect(findings(host)).toEqual([]);
    const text = read(host, 'template.yaml');
    expect(readSamInfrastructure('template.yaml', text).nodes.length).toBeGreaterThan(0);
  }
});

it('no rule finds anything where all patterns are together', () => {
  const all = patternIds.map((pattern) => ({ pattern, name: `my-${pattern}` }));
  expect(
    findings(
      ownHost(
        'sam',
        all.filter(({ pattern }) => pattern !== 'multi-region'),
      ),
    ),
  ).toEqual([]);
});

it.each(allVariants.map((variant) => [variant.label, variant] as const))(
  'no rule finds anything more after a trigger was added: %s',
  (_, variant) => {
    const host = FOREIGN.sam;
    const plan = addTrigger(host, 'resize', variant.trigger.id, variantOptions(variant));
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(findings(after(host, plan))).toEqual(findings(host));
  },
);

const needsNothing = allVariants.filter(({ hasResource }) => !hasResource);

it.each(needsNothing.map((variant) => [variant.label, variant] as const))(
  'nor in a project of ours: %s',
  (_, variant) => {
    const plan = addTrigger(OWN.sam, 'resize', variant.trigger.id, variantOptions(variant));
    expect(findings(after(OWN.sam, plan))).toEqual(findings(OWN.sam));
  },
);

const CORPUS = 'test/corpus/sam/';
const corpus = readdirSync(CORPUS).filter((name) => !name.includes('.expected.'));

it.each(corpus)('nor in %s', (name) => {
  const path = `template.${name.split('.').at(-1)}`;
  const host = hostOf('sam', { [path]: readFileSync(CORPUS + name, 'utf8') });
  const before = readSamInfrastructure(path, read(host, path));
  const functions = before.nodes.filter(({ type }) => type === 'function');
  for (const variant of needsNothing.filter(({ given }) => !given))
    for (const { id } of functions.slice(0, 1)) {
      try {
        const plan = addTrigger(host, id, variant.trigger.id, variantOptions(variant));
        const now = readSamInfrastructure(path, read(after(host, plan), path));
        expect(findingsOf(NOTHING, now).length).toBe(findingsOf(NOTHING, before).length);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.kind).not.toBe('bug');
      }
    }
});
