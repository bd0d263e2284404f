import { ts } from 'ts-morph';
import { folderOf, projectPath, upward } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isMap } from '../../core/values/json.ts';
import { escaped } from '../../core/values/regexp.ts';
import { classAround } from '../../editors/cdk/syntax/makers.ts';
import { jsonIn } from '../../editors/json/nodes.ts';
import type { MakerAt } from './maker-at.ts';
import { modulesUsing, textsUsing } from './modules.ts';
import { type ClassChain, chainOf } from './source/classes.ts';
import { isDefault } from './source/declarations.ts';
import { type SourceFile, textAt } from './source/files.ts';

/** Whether a module of a package that others install, where the app is not all that makes its classes. */
function isExported(disk: Disk, path: string): boolean {
  const file = upward(folderOf(path))
    .map((folder) => projectPath(`${folder}package.json`))
    .find((each) => textAt(disk, each) !== undefined);
  return file !== undefined && hasEntry(textAt(disk, file)!);
}

/** What others import of a package. `bin` is none of it: a program runs modules that are read. */
const ENTRIES = ['main', 'module', 'exports', 'types', 'typings', 'jsii'];

function hasEntry(text: string): boolean {
  const manifest = jsonIn(text);
  return !isMap(manifest) || ENTRIES.some((each) => each in manifest);
}

/** Whether the app's modules have the name of a class or function only where it is declared. */
function isUnnamed(disk: Disk, { module, maker: { name, node } }: MakerAt): boolean {
  // Who imports a default export gives it any name
  if (isDefault(node)) return false;
  const word = new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'g');
  const times = textsUsing(disk, module).flatMap((text) => text.match(word) ?? []);
  return times.length === 1;
}

/** A function that a file keeps to itself has users by its name alone; what runs the app may call any other. */
const isOwnFunction = ({ maker: { node } }: MakerAt) => {
  const statement = ts.isFunctionDeclaration(node) ? node : node.parent.parent?.parent;
  const isNamed = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node.parent);
  const isExport = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.ExportKeyword;
  return isNamed && !(ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport));
};

const chainOfClass = (
  disk: Disk,
  module: SourceFile,
  { name }: ts.ClassLikeDeclaration,
): ClassChain => (name ? chainOf(disk, module, name) : { classes: [] });

/** Classes whose own code runs no method of those that extend them. */
const PLAIN = /^(Construct|Stack|NestedStack|Stage)$/;

const isImplementing = (node: ts.ClassLikeDeclaration) =>
  node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ImplementsKeyword) === true;

/** Whether code that is not read may call a method of a class: that of what it extends, or who takes it for an interface. */
function isForPackages(disk: Disk, { module }: MakerAt, own: ts.ClassLikeDeclaration): boolean {
  const { classes, end } = chainOfClass(disk, module.source, own);
  return classes.some(({ node }) => isImplementing(node)) || !(!end || PLAIN.test(end.name));
}

/** Whether a class that is extended calls a method on `this`: that of the class that extends it. */
function isCalledAbove(disk: Disk, at: MakerAt, own: ts.ClassLikeDeclaration): boolean {
  const above = chainOfClass(disk, at.module.source, own).classes;
  return above.some(({ node, module }) =>
    module.nodes.some(
      (each) =>
        ts.isPropertyAccessExpression(each) &&
        each.name.text === at.maker.name &&
        each.expression.kind === ts.SyntaxKind.ThisKeyword &&
        classAround(each) === node,
    ),
  );
}

/** `this[name]`, `stack[name]()`: a method by a name that is not written there. */
const COMPUTED = /\bthis\b[^.;\n]{0,40}\[(?!['"`\d])|[\w)\]]\[(?!['"`\d])[^\]\n]*\]\s*!?(\?\.)?\(/;

/**
 * Whether a node says the name of a method in any other way than `….name()`, which is a call and so one of its users, or
 * than its declaration.
 */
function isMention(node: ts.Node, name: string): boolean {
  const isText = ts.isStringLiteralLike(node) || ts.isMemberName(node);
  if (!isText || node.text !== name) return false;
  const { parent } = node;
  if (ts.isClassElement(parent) || ts.isTypeElement(parent)) return parent.name !== node;
  const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  return !(ts.isPropertyAccessExpression(parent) && isCalled);
}

/**
 * Whether a method that nobody calls is not used in another way: passed on, or called by a name that is computed. Modules
 * that make no constructs are not parsed: there, the name alone counts as a use.
 */
function isUnread(disk: Disk, { module, maker: { name } }: MakerAt): boolean {
  const word = new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`);
  const making = modulesUsing(disk, module, (text) => word.test(text));
  const texts = textsUsing(disk, module);
  if (texts.some((text) => COMPUTED.test(text))) return false;
  const others = texts.filter((text) => word.test(text));
  return (
    others.length === making.length &&
    !making.some(({ source }) => source.nodes.some((node) => isMention(node, name)))
  );
}

function isUncalled(disk: Disk, at: MakerAt): boolean {
  const own = classAround(at.maker.node);
  if (!own || isForPackages(disk, at, own) || isCalledAbove(disk, at, own)) return false;
  return isUnread(disk, at);
}

/** Whether nothing in the app makes or names a class, or calls or names a function or a method without users. */
export function isUnused(disk: Disk, at: MakerAt): boolean {
  const { module, maker } = at;
  if (maker.kind === 'module' || !maker.name || isExported(disk, module.path)) return false;
  if (maker.kind === 'method') return isUncalled(disk, at);
  return (maker.kind === 'class' || isOwnFunction(at)) && isUnnamed(disk, at);
}
