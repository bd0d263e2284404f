import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { Ports } from '../../src/core/ports.ts';
import { sampleProject } from '../../src/core/project.ts';
import { fileHash, isCode } from '../../src/editors/tokens/hash.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { isModule } from '../../src/io/packed/pack-of.ts';
import { knownHash, shippedTemplates as packed } from '../../src/io/packed/templates.ts';
import { shippedTemplates } from '../../src/io/templates.ts';
import { memoryBase } from '../support/memory.ts';

const below = (folder: string) =>
  readdirSync(join(packageRoot, 'templates', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(`${packageRoot}/templates/`.length))
    .map((path) => path.replaceAll('\\', '/'));

const KINDS = ['base', 'foreign', 'parts', 'patterns', 'triggers'];

/** Whatever is asked for together is in one pack: a folder of a pattern, part or trigger, or one of its folders. */
const folders = KINDS.flatMap(below).filter((folder) => packed.files(folder).size > 0);

describe('the packed templates', () => {
  it('are those of the folder, in its order', () => {
    expect(folders.length).toBeGreaterThan(50);
    for (const folder of folders)
      expect([...packed.files(folder)], folder).toEqual(
        [...shippedTemplates.files(folder)].filter(([path]) => !isModule(`${folder}/${path}`)),
      );
  });

  it.each([
    ['versions.json', true],
    ['triggers/work-queue.yaml', true],
    ['triggers/sqs/../work-queue.yaml', true],
    ['foreign/handler.ts', true],
    ['patterns/none/a.ts', false],
    ['none', false],
  ])('have a file of that path, or none: %s %s', (path, isThere) => {
    expect(packed.read(path) !== undefined).toBe(isThere);
    expect(packed.read(path)).toBe(shippedTemplates.read(path));
  });

  it('have the hash of each file of code that a project would have', () => {
    const code = folders.flatMap((folder) =>
      [...packed.files(folder)].filter(([path]) => path.endsWith('.ts')),
    );
    expect(code.length).toBeGreaterThan(100);
    for (const [path, text] of code) expect(knownHash(text), path).toBe(fileHash(path, text));
  });

  it.each(['cdk', 'sam'] as const)('give a new project its hashes, as %s', async (iac) => {
    const own = await createPorts();
    const instances = [...own.registry.patterns.keys()]
      .filter((pattern) => kindOfPattern(pattern) === 'pattern')
      .map((pattern) => ({ pattern, options: {} }));
    const request = { project: sampleProject(iac), instances };
    const filesWith = (ports: Ports) =>
      planCreate(request, memoryBase(new Map()), ports).manifest.files;
    const read: string[] = [];
    const hash: Ports['hash'] = (path, text, tokens) => {
      if (tokens === undefined && isCode(path) && knownHash(text) === undefined) read.push(path);
      return own.hash(path, text, tokens);
    };
    expect(filesWith({ ...own, hash, templates: packed })).toEqual(filesWith(own));
    // What a contribution replaces in code may be several tokens
    expect(read.length).toBeLessThan(20);
  });

  it('know no hash of code that differs', () => {
    expect(knownHash('export const a = 1;\n')).toBeUndefined();
  });
});
