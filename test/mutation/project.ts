import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkshop } from '../../src/cli/workshop.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { write } from '../support/folders.ts';

const workshop = await createWorkshop();

export const patterns: readonly Pattern[] = [...workshop.registry.patterns.values()];

/** A project on disk, where it finds the packages of this one. */
export interface Project {
  /** `rest-api sam api=rest auth=iam` */
  readonly title: string;
  readonly folder: string;
  readonly iac: Iac;
  readonly files: ReadonlyMap<string, string>;
}

/** Writes the project that `create-lambda-app` makes of one pattern. */
export function writeProject(pattern: Pattern, iac: Iac, options: OptionValues): Project {
  const request = { project: sampleProject(iac), instances: [{ pattern: pattern.id, options }] };
  const files = committed(new Map(), planCreate(request, memoryDisk(new Map()), workshop));
  const choices = Object.entries(options)
    .filter(([key]) => pattern.options[key]?.kind === 'choice')
    .map(([key, value]) => `${key}=${value}`);
  const title = [pattern.id, iac, ...choices].join(' ');
  const folder = join(packageRoot, '.cache/mutation', title);
  rmSync(folder, { recursive: true, force: true });
  write(folder, Object.fromEntries(files));
  return { title, folder, iac, files };
}
