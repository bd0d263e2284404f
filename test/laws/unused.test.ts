import { describe, expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { type InstanceRequest, optionPatterns } from '../../src/core/fold/resolve.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { NAMES, variants } from './laws.ts';
import { missingOf, unusedOf } from './unused.ts';

const ports = await createPorts();
const patterns = [...ports.registry.patterns.values()].filter(
  ({ id }) => kindOfPattern(id) !== 'option',
);
const options = [...optionPatterns(ports.registry).values()];

function created(iac: Iac, instances: readonly InstanceRequest[]) {
  const plan = planCreate({ project: sampleProject(iac), instances }, memoryDisk(new Map()), ports);
  return committed(new Map(), plan);
}

const request = (pattern: string, options = {}): InstanceRequest => ({
  pattern,
  name: NAMES[0] + pattern.replace('-', ''),
  options,
});

const faultsOf = (files: Files) => [...unusedOf(files), ...missingOf(files)];

describe.each(IACS)('nothing in a new project is unused or missing: %s', (iac) => {
  test.each(patterns)('$id, with each of its options', (pattern) => {
    for (const options of variants(pattern)) {
      const faults = faultsOf(created(iac, [request(pattern.id, options)]));
      expect(faults, JSON.stringify(options)).toEqual([]);
    }
  });

  test.each(options)('$id, beside a pattern', (option) => {
    for (const values of variants(option)) {
      const own = { pattern: option.id, name: option.id, options: values };
      expect(faultsOf(created(iac, [request('rest-api'), own])), JSON.stringify(values)).toEqual(
        [],
      );
    }
  });

  test('all patterns', () => {
    const all = patterns.filter(({ id }) => kindOfPattern(id) === 'pattern');
    expect(
      faultsOf(
        created(
          iac,
          all.map(({ id }) => request(id)),
        ),
      ),
    ).toEqual([]);
  });
});

test('an export, or a module, that nothing uses is found', () => {
  const files = new Map([
    ['src/get.ts', "import { used } from './shared.ts';\nexport const handler = used;\n"],
    ['src/lost.ts', 'export const handler = 1;\n'],
    ['src/shared.ts', 'export const used = 1;\nexport const dead = 2;\n'],
    ['template.yaml', 'EntryPoints: [src/get.ts]\n'],
  ]);
  expect(unusedOf(files)).toEqual(['src/lost.ts', 'src/shared.ts#dead']);
});

test('a module that is imported, and is not there, is found', () => {
  const files = new Map([['scripts/run.ts', "import { all } from './all/all.ts';\nall();\n"]]);
  expect(missingOf(files)).toEqual(['scripts/run.ts imports scripts/all/all.ts']);
});
