import { ts } from 'ts-morph';
import { remembered } from '../../../core/memo.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import type { ResolveClass } from '../../../editors/cdk/syntax/constructs.ts';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { baseOf } from '../../../editors/cdk/syntax/makers.ts';
import { type Declaration, declarationAt, declarationOf } from './declarations.ts';
import type { SourceFile } from './files.ts';

/** A class of the app, or of a package whose declarations are installed. */
export interface ClassDeclaration {
  readonly module: SourceFile;
  readonly node: ts.ClassLikeDeclaration;
}

/** Whether a class, or another declaration, is one of a package: its code is not read, and may do anything. */
export const isPackaged = ({ module: { path } }: Pick<ClassDeclaration, 'module'>) =>
  path.includes('node_modules/') || /\.d\.[cm]?ts$/.test(path);

/** A class with all that it extends. */
export interface ClassChain {
  /** The classes that are read, the nearest first. */
  readonly classes: readonly ClassDeclaration[];
  /** The class of the library, or of a package that is not installed, where the chain ends. */
  readonly end?: Export;
}

/** How many classes extend each other that are followed. */
const DEPTH = 12;

/** The class that a declaration is; `export const Orders = class` is one too. */
function classIn(found: Declaration | undefined): ClassDeclaration | undefined {
  if (!found) return undefined;
  const { module, node } = found;
  if (ts.isClassDeclaration(node)) return { module, node };
  const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return value && ts.isClassExpression(value) ? { module, node: value } : undefined;
}

function chainFrom(disk: Disk, first: ClassDeclaration, depth: number): ClassChain {
  const base = baseOf(first.node);
  const rest = base ? chainBehind(disk, first.module, base, depth + 1) : { classes: [] };
  return { ...rest, classes: [first, ...rest.classes] };
}

function chainBehind(
  disk: Disk,
  module: SourceFile,
  node: ts.Expression,
  depth: number,
): ClassChain {
  if (depth > DEPTH) return { classes: [] };
  const found = classIn(declarationAt(disk, module, node));
  if (found) return chainFrom(disk, found, depth);
  const end = resolve(module.imports, node);
  return { classes: [], ...(end && { end }) };
}

/** The class that an expression names in a file, and what it extends. */
export const chainOf: (disk: Disk, module: SourceFile, node: ts.Expression) => ClassChain =
  remembered(
    (_disk, _module, node) => node,
    (disk, module, node) => chainBehind(disk, module, node, 0),
  );

/** What the classes of other modules extend that a module imports. */
export const classesFrom =
  (disk: Disk, path: string): ResolveClass =>
  (of) => {
    if (isLibrary(of)) return of;
    const found = classIn(declarationOf(disk, path, of));
    return found ? (chainFrom(disk, found, 0).end ?? of) : of;
  };
