import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { cdkModules } from '../../src/infrastructure/cdk/modules.ts';
import { readCdkInfrastructure } from '../../src/infrastructure/cdk/read/infrastructure.ts';
import type { Infrastructure } from '../../src/infrastructure/graph.ts';
import { findingsOf } from '../../src/infrastructure/rules/check.ts';
import { addTrigger, after, type Host, hostOf, kitOf, ownHost } from '../support/extend.ts';
import { FOREIGN, OWN } from '../support/extend-hosts.ts';
import { allVariants, patternIds } from '../support/triggers.ts';
import { variantOptions } from './variant-options.ts';

const NOTHING: Infrastructure = { nodes: [], edges: [] };

/** The graph of all modules of a CDK app. */
function graphOf(host: Host): Infrastructure {
  const { disk } = kitOf(host);
  return readCdkInfrastructure(
    disk,
    cdkModules(disk, () => true),
  );
}

/** All that the rules find in an app, as if all of it had been added. */
const findings = (host: Host): readonly string[] =>
  findingsOf(NOTHING, graphOf(host))
    .map(({ rule, reason }) => `${rule}: ${reason.replace(/:\d+/g, '')}`)
    .sort();

it.each(patternIds)('no rule finds anything in the stack of %s', (id) => {
  const host = ownHost('cdk', [{ pattern: id, name: 'orders' }]);
  expect(findings(host)).toEqual([]);
  // A dashboard only shows what others make
  if (id !== 'dashboard') expect(graphOf(host).nodes.length).toBeGreaterThan(0);
});

it.each(allVariants.map((variant) => [variant.label, variant] as const))(
  'no rule finds anything more after a trigger was added to a CDK app: %s',
  (_, variant) => {
    const host = FOREIGN.cdk;
    const plan = addTrigger(host, 'resize', variant.trigger.id, variantOptions(variant));
    const added = after(host, plan);
    expect(findings(added)).toEqual(findings(host));
    const invoking = (each: Host) =>
      graphOf(each).edges.filter(({ kind }) => kind === 'invokes').length;
    expect(invoking(added)).toBeGreaterThan(invoking(host));
  },
);

const needsNothing = allVariants.filter(({ hasResource }) => !hasResource);

it.each(needsNothing.map((variant) => [variant.label, variant] as const))(
  'nor in a CDK project of ours: %s',
  (_, variant) => {
    const plan = addTrigger(OWN.cdk, 'resize', variant.trigger.id, variantOptions(variant));
    expect(findings(after(OWN.cdk, plan))).toEqual(findings(OWN.cdk));
  },
);

const CORPUS = 'test/corpus/cdk/';
const corpus = readdirSync(CORPUS).filter((name) => !name.includes('.expected.'));

const plain = needsNothing.filter(({ given }) => !given);

/** Two triggers for each file, in turn: all of them are tried on many. */
const triedOn = (name: string) =>
  [0, 4].map((n) => plain[(corpus.indexOf(name) + n) % plain.length]!);

it.each(corpus)('nor in %s', (name) => {
  const path = `lib/app-stack.${name.split('.').at(-1)}`;
  const host = hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    [path]: readFileSync(CORPUS + name, 'utf8'),
  });
  const before = findings(host);
  const [fn] = graphOf(host).nodes.filter(({ type }) => type === 'function');
  for (const variant of triedOn(name)) {
    try {
      const plan = addTrigger(host, fn?.id ?? 'none', variant.trigger.id, variantOptions(variant));
      expect(findings(after(host, plan))).toEqual(before);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.kind).not.toBe('bug');
    }
  }
});
