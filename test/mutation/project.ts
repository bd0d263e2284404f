import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import { type CreateRequest, planCreate } from '../../src/core/fold/pipeline.ts';
import type { InstanceRequest } from '../../src/core/fold/resolve.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { type Project as AppProject, type Iac, sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import {
  type Combination,
  requestOf,
  titleOf as titleOfCombination,
} from '../support/combinations.ts';
import { write } from '../support/folders.ts';

const ports = await createPorts();

export const patterns: readonly Pattern[] = [...ports.registry.patterns.values()];

/** A project on disk, where it finds the packages of this one. */
export interface Project {
  readonly title: string;
  readonly folder: string;
  readonly iac: Iac;
  readonly files: ReadonlyMap<string, string>;
}

const FUNCTION = { pattern: 'function', name: 'resize' };

/** A VPC has endpoints for what functions call and a database that is reached from it; a budget limits what strangers invoke. */
const CONCERNED: Readonly<Record<string, readonly InstanceRequest[]>> = {
  vpc: [{ pattern: 'pub-sub' }, { pattern: 'rest-api', options: { store: 'postgres' } }],
  budget: [{ pattern: 'user-auth' }],
};

/** A production option comes beside something that it is for: alone, nothing tests the defaults of functions. */
function beside({ id }: Pattern): readonly InstanceRequest[] {
  if (kindOfPattern(id) !== 'option') return [];
  return [FUNCTION, ...(CONCERNED[id] ?? [])];
}

type ProjectFiles = Project['files'];

const filesAskedFor = (request: CreateRequest): ProjectFiles =>
  committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));

/** The files of the project that `create-lambda-app` makes of one pattern. */
export const filesOf = (
  project: AppProject,
  pattern: Pattern,
  options: OptionValues,
): ProjectFiles =>
  filesAskedFor({ project, instances: [...beside(pattern), { pattern: pattern.id, options }] });

/** `rest-api sam api=rest auth=iam` */
export function titleOf(pattern: Pattern, iac: Iac, options: OptionValues): string {
  const choices = Object.entries(options)
    .filter(([key]) => pattern.options[key]?.kind === 'choice')
    .map(([key, value]) => `${key}=${value}`);
  return [pattern.id, iac, ...choices].join(' ');
}

/** A change to one file of a project. */
export interface FileEdit {
  readonly file: string;
  /** A text that is there once. */
  readonly find: string;
  readonly replace: string;
}

/** The files with one of them changed; throws unless the edit has one place. */
export function edited(files: ProjectFiles, { file, find, replace }: FileEdit): ProjectFiles {
  const parts = files.get(file)?.split(find) ?? [];
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places: ${find}`);
  return new Map([...files, [file, parts.join(replace)]]);
}

/** What a project is written for; those of the same title are beside each other, as several tests run at once. */
type Kind = 'made' | 'edited' | 'checked';

/** Where its tests find it. */
function written(title: string, iac: Iac, files: ProjectFiles, kind: Kind): Project {
  const folder = join(packageRoot, '.cache/mutation', kind, title);
  rmSync(folder, { recursive: true, force: true });
  write(folder, Object.fromEntries(files));
  return { title, folder, iac, files };
}

/** Writes that project to disk, with these edits. */
export function writeProject(
  pattern: Pattern,
  iac: Iac,
  options: OptionValues,
  ...edits: readonly FileEdit[]
): Project {
  const made = filesOf(sampleProject(iac), pattern, options);
  const kind = edits.length > 0 ? 'edited' : 'made';
  return written(titleOf(pattern, iac, options), iac, edits.reduce(edited, made), kind);
}

/** Writes a project with production options to disk: `rest-api sam with database and budget`. */
export function writeCombination(combination: Combination, iac: Iac, kind: Kind = 'made'): Project {
  const title = titleOfCombination(combination).replace(' with', ` ${iac} with`);
  return written(title, iac, filesAskedFor(requestOf(combination, iac)), kind);
}
