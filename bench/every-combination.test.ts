import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { kindOfPattern } from '../src/core/additions.ts';
import { IACS } from '../src/core/project.ts';
import { packageRoot } from '../src/io/package-root.ts';
import { combinationLaw } from '../test/laws/combination-law.ts';
import { patterns, writeCombination } from '../test/mutation/project.ts';
import { failureIn } from '../test/mutation/suite.ts';
import { synthesised } from '../test/parity/cdk.ts';
import { differences } from '../test/parity/compare.ts';
import { comparedAll } from '../test/parity/compared.ts';
import { caseOfCombination, withoutPrefixes } from '../test/parity/projects.ts';
import { isIn, parseTable } from '../test/parity/table.ts';
import { alone, PAIRS, TOGETHER, titleOf } from '../test/support/combinations.ts';

const ids = patterns.map(({ id }) => id).filter((id) => kindOfPattern(id) !== 'option');
const { fitting, others } = alone(ids);
const combinations = [...fitting, ...PAIRS, ...Object.values(TOGETHER)];
const titled = combinations.map((each) => [titleOf(each), each] as const);
const inForms = titled.flatMap(([title, each]) =>
  IACS.map((iac) => [`${title}, as ${iac}`, each, iac] as const),
);

test.each(others.map((each) => [titleOf(each), each] as const))('%s is refused', (_, each) => {
  for (const iac of IACS)
    expect(() => writeCombination(each, iac)).toThrow(/^(This project cannot have|--database)/);
});

test.each(inForms)('%s: the options come one by one, and go', (_, each, iac) =>
  combinationLaw(each, iac),
);

test('no combination differs in more between the forms than docs/parity.md says', async () => {
  const table = parseTable(readFileSync(join(packageRoot, 'docs/parity.md'), 'utf8'));
  const { all } = await comparedAll({ all: combinations.map(caseOfCombination) });
  const isKnown = isIn(table);
  expect(withoutPrefixes(differences(all)).filter((found) => !isKnown(found))).toEqual([]);
});

/** What a project has for SAM, and what the CDK makes of prod, by the names of files. */
async function templates(): Promise<ReadonlyMap<string, string>> {
  const cases = combinations.map((each) => ({ ...caseOfCombination(each), stage: 'prod' }));
  const stacks = (await synthesised(cases)).map(Object.entries);
  return new Map(
    titled.flatMap(([title], i) => [
      [`${title}.yaml`, cases[i]?.sam.get('template.yaml') ?? ''],
      ...(stacks[i] ?? []).map(
        ([stack, template]) => [`${title} ${stack}.json`, JSON.stringify(template)] as const,
      ),
    ]),
  );
}

/**
 * W3005: a DependsOn that a reference implies already, as CDK writes it. W7001 and W8001: of the stages, each project
 * has what a later addition may ask for.
 */
const ACCEPTED = ['W3005', 'W7001', 'W8001'];

test('cfn-lint finds nothing in any template', async () => {
  const folder = join(packageRoot, '.cache/combinations');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const all = await templates();
  for (const [name, text] of all) writeFileSync(join(folder, name), text);
  const args = ['--format', 'parseable', '-i', ...ACCEPTED, '--', ...all.keys()];
  const { stdout } = await execa('cfn-lint', args, { cwd: folder, reject: false });
  expect(stdout).toBe('');
});

test.each(inForms)('%s: cdk-nag and its infrastructure tests accept it', async (_, each, iac) => {
  expect(await failureIn(writeCombination(each, iac, 'checked'))).toBeUndefined();
});
