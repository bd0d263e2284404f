import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { differences } from './compare.ts';
import { comparedAll } from './compared.ts';
import { casesInProd, everyCase } from './projects.ts';
import { translatorProblem } from './sam.ts';
import { parseTable, rowOf } from './table.ts';

const problem = await translatorProblem();
if (problem) process.stderr.write(`${problem}: CDK and SAM go uncompared\n`);

const documented = parseTable(readFileSync(join(packageRoot, 'docs/parity.md'), 'utf8'));

const all = problem ? [] : await comparedAll([...everyCase(), ...casesInProd()]);
const inStage = (name: string) => differences(all.filter(({ stage }) => stage === name));

it.skipIf(problem)('CDK and SAM differ in what docs/parity.md says, and in nothing else', () => {
  expect(inStage('dev').map(rowOf).sort()).toEqual(documented.map(rowOf).sort());
});

it.skipIf(problem)('prod differs in nothing more', () => {
  const known = documented.map(({ cdk, sam }) => `${cdk} | ${sam}`);
  const found = inStage('prod').filter(({ cdk, sam }) => !known.includes(`${cdk} | ${sam}`));
  expect(found).toEqual([]);
});
