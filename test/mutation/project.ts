import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkshop } from '../../src/cli/workshop.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { type Project as AppProject, type Iac, sampleProject } from '../../src/core/project.ts';
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

/** The files of the project that `create-lambda-app` makes of one pattern. */
export function filesOf(
  project: AppProject,
  pattern: Pattern,
  options: OptionValues,
): ReadonlyMap<string, string> {
  const request = { project, instances: [{ pattern: pattern.id, options }] };
  return committed(new Map(), planCreate(request, memoryDisk(new Map()), workshop));
}

/** Writes that project to disk. */
export function writeProject(pattern: Pattern, iac: Iac, options: OptionValues): Project {
  const files = filesOf(sampleProject(iac), pattern, options);
  const choices = Object.entries(options)
    .filter(([key]) => pattern.options[key]?.kind === 'choice')
    .map(([key, value]) => `${key}=${value}`);
  const title = [pattern.id, iac, ...choices].join(' ');
  const folder = join(packageRoot, '.cache/mutation', title);
  rmSync(folder, { recursive: true, force: true });
  write(folder, Object.fromEntries(files));
  return { title, folder, iac, files };
}
