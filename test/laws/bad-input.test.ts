import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { offered } from '../../src/core/fold/resolve.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { type Cell, parseCells, titlesOf } from './bad-input.ts';
import { variants } from './laws.ts';

/** The rows of the matrix: every function meets each of them, or a reason says why it does not. */
const KINDS = [
  'invalid JSON',
  'missing or extra fields',
  'oversize',
  'duplicate',
  'poison',
  'unauthorised',
  'throttled',
  'near the timeout',
  'variable missing',
];

const ports = await createPorts();
const patterns = [...offered(ports.registry).values()];
const cells = parseCells(readFileSync(join(packageRoot, 'docs/bad-input.md'), 'utf8'));

interface Emitted {
  readonly files: Files;
  readonly functions: readonly string[];
}

function emitted({ id }: Pattern, iac: Iac, options: OptionValues): Emitted {
  const request = { project: sampleProject(iac), instances: [{ pattern: id, options }] };
  const plan = planCreate(request, memoryDisk(new Map()), ports);
  const functions = plan.described.flatMap(({ description }) =>
    description.functions.map(({ name }) => name),
  );
  return { files: committed(new Map(), plan), functions };
}

const holds = ({ where }: Cell, options: OptionValues) =>
  Object.entries(where).every(([key, value]) => options[key] === value);

const isAbout = ({ functions }: Cell, name: string) =>
  functions.length === 0 || functions.includes(name);

/** Why the project does not show what the cell says; undefined when it does. */
function lacking({ test, line }: Cell, { files }: Emitted): string | undefined {
  if (!test) return undefined;
  const text = files.get(test.file) ?? '';
  const isThere = titlesOf(text).includes(test.title) && text.includes(test.row ?? '');
  return isThere ? undefined : line;
}

function uncovered(own: readonly Cell[], { functions }: Emitted): readonly string[] {
  return functions.flatMap((name) =>
    KINDS.filter((kind) => !own.some((cell) => cell.kind === kind && isAbout(cell, name))).map(
      (kind) => `${name}: ${kind}`,
    ),
  );
}

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))('%s', (id, pattern) => {
  const all = cells.filter((cell) => cell.pattern === id);

  it.each(IACS)('has a test for each kind of bad input, as %s', (iac) => {
    for (const options of variants(pattern)) {
      const own = all.filter((cell) => holds(cell, options));
      const project = emitted(pattern, iac, options);
      const label = JSON.stringify(options);
      expect(uncovered(own, project), label).toEqual([]);
      expect(own.map((cell) => lacking(cell, project)).filter(Boolean), label).toEqual([]);
    }
  });

  it('is told of no function, option or kind that it does not have', () => {
    const every = variants(pattern);
    const names = new Set(every.flatMap((options) => emitted(pattern, 'sam', options).functions));
    const wrong = all.filter(
      (cell) =>
        !every.some((options) => holds(cell, options)) ||
        !cell.functions.every((name) => names.has(name)) ||
        !KINDS.includes(cell.kind),
    );
    expect(wrong.map(({ line }) => line)).toEqual([]);
  });
});

it('docs/bad-input.md tells of every pattern, and of no other', () => {
  expect([...new Set(cells.map(({ pattern }) => pattern))].sort()).toEqual(
    patterns.map(({ id }) => id).sort(),
  );
});
