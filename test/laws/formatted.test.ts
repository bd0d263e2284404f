import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { offered } from '../../src/core/fold/resolve.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { IACS, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { NAMES, variants } from './laws.ts';

const ports = await createPorts();
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const folder = mkdtempSync(join(tmpdir(), 'formatted-'));
afterAll(() => rmSync(folder, { recursive: true }));

function created(iac: Iac, pattern: Pattern, options: OptionValues, name: string): Files {
  const instances = [{ pattern: pattern.id, name, options }];
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
          const files = created(iac, pattern, options, name);
          for (const file of ['.gitignore', 'biome.json'])
            writeFileSync(join(folder, file), files.get(file)!);
          write(`${pattern.id}-${iac}-${name}-${index}`, files);
        }
  const args = [biome, 'format', '--max-diagnostics=20', folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('No fixes applied');
});
