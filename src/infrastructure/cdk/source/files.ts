import type { ProjectPath } from '../../../core/paths.ts';
import { quietly } from '../../../core/quietly.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { NoAnchors } from '../../../editors/cdk/syntax/file.ts';
import { type Imported, readImports } from '../../../editors/cdk/syntax/imports.ts';
import {
  type CdkSource,
  readDeclarations,
  readSource,
} from '../../../editors/cdk/syntax/source.ts';

/** A file of TypeScript or JavaScript, parsed. */
export interface SourceFile extends CdkSource {
  readonly path: ProjectPath;
  readonly imports: readonly Imported[];
}

interface Read {
  readonly texts: Map<ProjectPath, string | undefined>;
  readonly sources: Map<ProjectPath, SourceFile | NoAnchors | undefined>;
}

/** What was read and parsed of a project: many questions are asked of the same few files. */
const CACHES = new WeakMap<Disk, Read>();

function cacheOf(disk: Disk): Read {
  const cache = CACHES.get(disk) ?? { texts: new Map(), sources: new Map() };
  CACHES.set(disk, cache);
  return cache;
}

/** The text of a file; undefined where it is missing, or cannot be read. */
export function textAt(disk: Disk, path: ProjectPath): string | undefined {
  const { texts } = cacheOf(disk);
  if (!texts.has(path)) texts.set(path, quietly(disk, path));
  return texts.get(path);
}

function parse(path: ProjectPath, raw: string): SourceFile | NoAnchors {
  const read = /\.d\.[cm]?ts$/.test(path) ? readDeclarations : readSource;
  const source = read(raw.replace(/^\uFEFF/, ''));
  return 'reason' in source ? source : { ...source, path, imports: readImports(source.file) };
}

/** Parses a file of the project, once; undefined where there is none. */
export function sourceAt(disk: Disk, path: ProjectPath): SourceFile | NoAnchors | undefined {
  const { sources } = cacheOf(disk);
  const text = textAt(disk, path);
  if (!sources.has(path)) sources.set(path, text === undefined ? undefined : parse(path, text));
  return sources.get(path);
}

/** The same, where only a file that can be read helps. */
export function readableAt(disk: Disk, path: ProjectPath): SourceFile | undefined {
  const source = sourceAt(disk, path);
  return source && 'file' in source ? source : undefined;
}
