import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const own = JSON.parse(read('package.json'));

describe('the built package', () => {
  it('has the licence of each package whose code is bundled', () => {
    const notices = read('dist/THIRD-PARTY-NOTICES.txt');
    for (const name of ['yargs', 'handlebars', 'execa', 'yaml', '@clack/prompts', 'signal-exit'])
      expect(notices).toMatch(new RegExp(`^${name} [\\d.]+ \\([\\w.-]+\\)$`, 'm'));
    expect(
      notices.match(/Permission (is hereby granted|to use)|Apache License|Redistribution/g)?.length,
    ).toBeGreaterThan(50);
  });

  it('lists what is bundled and what is installed, each once', () => {
    const { bomFormat, metadata, components } = JSON.parse(read('dist/sbom.cdx.json'));
    expect(bomFormat).toBe('CycloneDX');
    expect(metadata.component.version).toBe(own.version);
    const refs = components.map((each: Record<string, string>) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^pkg:npm\/ts-morph@/),
        expect.stringMatching(/^pkg:npm\/%40ts-morph\/common@/),
        expect.stringMatching(/^pkg:npm\/yargs@/),
      ]),
    );
  });

  it('runs nothing where it is installed, and exports no code', () => {
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(own.scripts).not.toHaveProperty(script);
    expect(own.exports).toEqual({ './package.json': './package.json' });
    for (const file of Object.values<string>(own.bin))
      expect(existsSync(join(packageRoot, file))).toBe(true);
  });
});
