import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { readableAt, type SourceFile } from './files.ts';
import { fileOf } from './module-paths.ts';

/** The declaration of a name of the app, with its file. */
export interface Declaration {
  readonly module: SourceFile;
  readonly node:
    | ts.ClassDeclaration
    | ts.FunctionDeclaration
    | ts.EnumDeclaration
    | ts.VariableDeclaration
    | ts.InterfaceDeclaration
    | ts.TypeAliasDeclaration;
}

/** One name may be that of a value and of a type: `interface Orders`, `const Orders`. A class is both. */
type Meaning = 'value' | 'type';

/** How many files are followed that pass on what others export. */
const DEPTH = 8;

type Block = ts.ClassDeclaration | ts.FunctionDeclaration | ts.EnumDeclaration;

const isBlock = (node: ts.Node): node is Block =>
  ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isEnumDeclaration(node);

/** `export default class …` */
export const isDefault = (node: ts.Node) =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true;

const isType = (node: ts.Node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

/** What the top level of a file declares under a name. */
function declaredIn(module: SourceFile, name: string, meaning: Meaning): Declaration | undefined {
  for (const each of module.file.statements) {
    if (isType(each)) {
      if (meaning === 'type' && each.name.text === name) return { module, node: each };
    } else if (isBlock(each)) {
      if (each.name?.text === name || (name === 'default' && isDefault(each)))
        return { module, node: each };
    } else if (ts.isVariableStatement(each)) {
      const node = each.declarationList.declarations.find((one) => one.name.getText() === name);
      if (node) return { module, node };
    }
  }
  return undefined;
}

/** `export default Orders` names what the file declares. */
const defaultName = ({ file }: SourceFile) =>
  file.statements.filter(ts.isExportAssignment).find(({ isExportEquals }) => !isExportEquals)
    ?.expression;

/** What a file exports of others that could be called so: `export * from './a'`, `export { A as B } from './a'`. */
function passedOn({ file }: SourceFile, name: string): readonly (Export | string)[] {
  return file.statements.filter(ts.isExportDeclaration).flatMap((each): (Export | string)[] => {
    const { moduleSpecifier, exportClause } = each;
    const module =
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (!exportClause || !ts.isNamedExports(exportClause))
      return module && !exportClause ? [{ module, name }] : [];
    const named = exportClause.elements.find((one) => one.name.text === name);
    if (!named) return [];
    const original = (named.propertyName ?? named.name).text;
    return [module ? { module, name: original } : original];
  });
}

/** By the file: what its exports were found to be. */
const FOUND = new WeakMap<SourceFile, Map<string, Declaration>>();

function exportOf(disk: Disk, module: SourceFile, name: string, depth: number, meaning: Meaning) {
  const known = FOUND.get(module) ?? new Map<string, Declaration>();
  FOUND.set(module, known);
  const key = `${meaning} ${name}`;
  const found = known.get(key) ?? findExport(disk, module, name, depth, meaning);
  if (found) known.set(key, found);
  return found;
}

function findExport(
  disk: Disk,
  module: SourceFile,
  name: string,
  depth: number,
  meaning: Meaning,
): Declaration | undefined {
  const own = declaredIn(module, name, meaning);
  if (own || depth > DEPTH) return own;
  const byDefault = name === 'default' ? defaultName(module) : undefined;
  if (byDefault) return declarationAt(disk, module, byDefault, depth + 1, meaning);
  for (const each of passedOn(module, name)) {
    const found =
      typeof each === 'string'
        ? localOrImported(disk, module, each, depth + 1, meaning)
        : declarationOf(disk, module.path, each, depth + 1, meaning);
    if (found) return found;
  }
  return undefined;
}

function localOrImported(
  disk: Disk,
  module: SourceFile,
  name: string,
  depth: number,
  meaning: Meaning,
): Declaration | undefined {
  const own = declaredIn(module, name, meaning);
  if (own) return own;
  const binding = module.imports
    .flatMap(({ bindings }) => bindings)
    .find(({ local }) => local === name);
  if (!binding) return undefined;
  const of = { module: binding.module, name: binding.isDefault ? 'default' : binding.name };
  return declarationOf(disk, module.path, of, depth, meaning);
}

/** The declaration behind an export, through the files that pass it on; undefined for what is not read. */
export function declarationOf(
  disk: Disk,
  from: string,
  of: Export,
  depth = 0,
  meaning: Meaning = 'value',
): Declaration | undefined {
  if (isLibrary(of) || of.module === 'constructs' || depth > DEPTH) return undefined;
  const path = fileOf(disk, from, of.module);
  const module = path && readableAt(disk, path);
  return module ? exportOf(disk, module, of.name, depth, meaning) : undefined;
}

/** The declaration that an expression names, in its own file or in another. */
export function declarationAt(
  disk: Disk,
  module: SourceFile,
  node: ts.Expression | ts.EntityName,
  depth = 0,
  meaning: Meaning = 'value',
): Declaration | undefined {
  const own = ts.isIdentifier(node) ? declaredIn(module, node.text, meaning) : undefined;
  if (own) return own;
  const of = resolve(module.imports, node);
  return of && declarationOf(disk, module.path, of, depth, meaning);
}

/** The class, interface or alias that a type names. */
export const typeDeclarationAt = (disk: Disk, module: SourceFile, name: ts.EntityName) =>
  declarationAt(disk, module, name, 0, 'type');
