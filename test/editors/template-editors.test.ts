import { describe, expect, it } from 'vitest';
import { addPorts, createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { Ports } from '../../src/core/ports.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { editTemplateSam } from '../../src/editors/sam/plain/quick-merge.ts';
import { nameOf, variants } from '../laws/laws.ts';
import { expectEdited, expectRefused, onlyInserts } from '../support/edits.ts';
import { memoryBase } from '../support/memory.ts';

const quick = await createPorts();
const parsing = { cdk: await addPorts('cdk'), sam: await addPorts('sam') };

/** Editors that parse, and agree on what a new project's template is to begin with. */
function created(ports: Ports, iac: Iac, pattern: string, options: object) {
  const names = new Set(['one', 'two'].map((name) => nameOf(pattern, name)));
  const instances = [...names].map((name) => ({ pattern, name, options: { ...options } }));
  return planCreate({ project: sampleProject(iac), instances }, memoryBase(new Map()), ports)
    .changes;
}

describe('the quick editors of a new project', () => {
  for (const iac of IACS)
    for (const pattern of quick.registry.patterns.values())
      for (const options of variants(pattern))
        it(`write ${pattern.id} as ${iac} with ${JSON.stringify(options)} as the parsers do`, () => {
          expect(created(quick, iac, pattern.id, options)).toEqual(
            created(parsing[iac], iac, pattern.id, options),
          );
        });
});

const HOST = `Transform: X\n\nResources:\n  A:\n    Type: T\n`;

describe('the quick SAM editor', () => {
  it.each([
    ['an entry', 'Resources:\n  # b\n  B:\n    Type: U\n'],
    ['a section', 'Outputs:\n  A:\n    Value: 1\n'],
    ['a nested entry', 'Resources:\n  A:\n    Properties:\n      P: 1\n'],
    [
      'all of them',
      'Transform: X\nResources:\n  A:\n    Q: 1\n  B:\n    Type: U\nOutputs:\n  O: 1\n',
    ],
  ])('inserts %s as the parser does', (_, fragment) => {
    const edit = (host: string) => editTemplateSam(host, fragment);
    expect(onlyInserts(edit(HOST))).toBe(true);
    const text = expectEdited(edit, HOST);
    expect(text).toBe(expectEdited((host) => parsing.sam.editors.sam(host, fragment), HOST));
  });

  it.each([
    ['another value', 'Resources:\n  A:\n    Type: U\n', /another Type/, 5],
    ['a value for a mapping', 'Resources:\n  A: 1\n', /another A/, 4],
    ['a mapping for a value', 'Transform:\n  A: 1\n', /another Transform/, 1],
  ])('refuses %s, as the parser does', (_, fragment, reason, line) => {
    expectRefused((host) => editTemplateSam(host, fragment), HOST, reason, line);
    expectRefused((host) => parsing.sam.editors.sam(host, fragment), HOST, reason, line);
  });
});
