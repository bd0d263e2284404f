import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { type InstanceRequest, offered, optionPatterns } from '../../src/core/fold/resolve.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { NAMES, variants } from './laws.ts';

const ports = await createPorts();
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const folder = mkdtempSync(join(tmpdir(), 'formatted-'));
afterAll(() => rmSync(folder, { recursive: true }));

function created(iac: Iac, ...instances: readonly InstanceRequest[]): Files {
  const plan = planCreate({ project: sampleProject(iac), instances }, memoryDisk(new Map()), ports);
  return committed(new Map(), plan);
}

const written = new Set<string>();

/** All projects beside each other, a text once: Biome takes longer to start than to read them. */
function write(project: string, files: Files): void {
  for (const [path, text] of files) {
    if (!path.endsWith('.ts') || written.has(text)) continue;
    written.add(text);
    const target = join(folder, project, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

test('code with a short and with a long name is formatted, in each variant of each pattern', () => {
  for (const name of NAMES)
    for (const iac of IACS)
      for (const pattern of offered(ports.registry).values())
        for (const [index, options] of variants(pattern).entries()) {
          const files = created(iac, { pattern: pattern.id, name, options });
          write(`${pattern.id}-${iac}-${name}-${index}`, files);
        }
  expectFormatted();
});

test('code of every pattern beside each option is formatted, in each variant of the option', () => {
  const all = [...offered(ports.registry).keys()].map((pattern) => ({ pattern }));
  for (const iac of IACS)
    for (const option of optionPatterns(ports.registry).values())
      for (const [index, options] of variants(option).entries())
        write(
          `${option.id}-${iac}-${index}`,
          created(iac, ...all, { pattern: option.id, options }),
        );
  expectFormatted();
});

function expectFormatted(): void {
  for (const file of ['.gitignore', 'biome.json'])
    writeFileSync(join(folder, file), created('cdk').get(file)!);
  const args = [biome, 'format', '--max-diagnostics=20', folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('No fixes applied');
}
