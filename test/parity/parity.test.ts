import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { type Compared, differences } from './compare.ts';
import { comparedAll } from './compared.ts';
import {
  casesAsImages,
  casesDeployed,
  casesInProd,
  casesInVpc,
  casesOfCombinations,
  caseWithDatabaseInVpc,
  everyCase,
  withoutPrefixes,
} from './projects.ts';
import { translatorProblem } from './sam.ts';
import { isIn, parseTable, rowOf } from './table.ts';

const problem = await translatorProblem();
if (problem) process.stderr.write(`${problem}: CDK and SAM go uncompared\n`);

const documented = parseTable(readFileSync(join(packageRoot, 'docs/parity.md'), 'utf8'));

const NONE = { all: [], inVpc: [], deployed: [], images: [], combined: [] };
const { all, inVpc, deployed, images, combined } = problem
  ? NONE
  : await comparedAll({
      all: [...everyCase(), ...casesInProd()],
      inVpc: [...casesInVpc(), caseWithDatabaseInVpc()],
      deployed: casesDeployed(),
      images: casesAsImages(),
      combined: casesOfCombinations(),
    });
const inStage = (name: string) => differences(all.filter(({ stage }) => stage === name));

const isKnown = isIn(documented);

it.skipIf(problem)('CDK and SAM differ in what docs/parity.md says, and in nothing else', () => {
  expect(inStage('dev').map(rowOf).sort()).toEqual(documented.map(rowOf).sort());
});

it.skipIf(problem)('prod differs in nothing more', () => {
  expect(inStage('prod').filter((found) => !isKnown(found))).toEqual([]);
});

it.skipIf(problem)('no pattern differs in more when it is in a VPC', () => {
  expect(differences(inVpc).filter((found) => !isKnown(found))).toEqual([]);
  expect(inVpc.length).toBeGreaterThan(5);
});

it.skipIf(problem)('no pattern differs in more when it is deployed bit by bit', () => {
  expect(differences(deployed).filter((found) => !isKnown(found))).toEqual([]);
  expect(deployed.length).toBeGreaterThan(5);
});

it.skipIf(problem)('no pattern differs in more when its functions are images', () => {
  expect(differences(images).filter((found) => !isKnown(found))).toEqual([]);
  expect(images.length).toBeGreaterThan(5);
  for (const { cdk, functions } of images) {
    const types = [...cdk].filter(([key]) => key.endsWith(' · PackageType'));
    expect(types.map(([, type]) => type)).toEqual(functions.map(() => 'Image'));
  }
});

it.skipIf(problem)('no pattern differs in more when it has two production options, or all', () => {
  expect(withoutPrefixes(differences(combined)).filter((found) => !isKnown(found))).toEqual([]);
  expect(combined).toHaveLength(13);
});

// Those of multi-region are in stacks of their own
const shared = [...all, ...inVpc, ...deployed, ...combined].filter(
  ({ pattern }) => pattern !== 'multi-region',
);

it.skipIf(problem)('there are as many resources as the contributions say', () => {
  const name = ({ pattern, variant }: Compared) => `${pattern} ${variant}`;
  const real = shared.map((each) => [name(each), each.resources]);
  expect(real).toEqual(shared.map((each) => [name(each), each.announced]));
});
