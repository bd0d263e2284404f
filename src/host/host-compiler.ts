import { posix } from 'node:path';
import { folderOf, joined, type ProjectPath, projectPath, upward } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Base } from '../core/tree/tree.ts';
import { readTsConfig, type TsPaths } from '../editors/json/tsconfig.ts';

interface TsConfigFile {
  readonly path: ProjectPath;
  readonly text: string;
}

/** The tsconfig.json that is in force for a folder. */
export function tsConfigOf(base: Base, folders: readonly string[]): TsConfigFile | undefined {
  const paths = folders.map((at) => projectPath(`${at}tsconfig.json`));
  const path = paths.find((each) => base.read(each) !== undefined);
  return path && { path, text: base.read(path)! };
}

/** Where the configuration may be that another one extends: a file named by its path, or one of a package. */
function placesOf(from: string, name: string): readonly (ProjectPath | undefined)[] {
  const folder = folderOf(from);
  if (/^\.{1,2}[\\/]/.test(name)) return [name, `${name}.json`].map((each) => joined(folder, each));
  const files = [name, `${name}.json`, `${name}/tsconfig.json`];
  return upward(folder).flatMap((at) => files.map((each) => joined(at, 'node_modules', each)));
}

function extended(base: Base, from: string, name: string): TsConfigFile | undefined {
  for (const path of placesOf(from, name)) {
    const text = path && quietly(base, path);
    if (path && text !== undefined) return { path, text };
  }
  return undefined;
}

/** Paths as the folder that they are said in has them, seen from another. */
function seenFrom(folder: string, { path }: TsConfigFile, paths: TsPaths): TsPaths {
  const way = posix.relative(folder, folderOf(path));
  const seen = (each: string) => (/^\$\{configDir\}/.test(each) ? each : posix.join(way, each));
  return Object.fromEntries(Object.entries(paths).map(([key, all]) => [key, all.map(seen)]));
}

/** What a configuration says of paths, with what it extends; undefined where some of that cannot be read. */
export function pathsOf(
  base: Base,
  file: TsConfigFile,
  around: readonly string[] = [],
): TsPaths | undefined {
  const own = readTsConfig(file.text);
  if (!own || around.includes(file.path)) return undefined;
  const all = own.bases.map((name) => {
    const from = extended(base, file.path, name);
    const paths = from && pathsOf(base, from, [...around, file.path]);
    return paths && seenFrom(folderOf(file.path), from, paths);
  });
  return all.includes(undefined) ? undefined : Object.assign({}, ...all, own.paths);
}
