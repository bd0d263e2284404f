import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { baseOf, classAround, constructorOf } from '../../../editors/cdk/syntax/makers.ts';
import { chainOf, isPackaged } from './classes.ts';
import { declarationAt, typeDeclarationAt } from './declarations.ts';
import type { SourceFile } from './files.ts';
import { typesIn } from './members.ts';
import { declarationAround } from './named.ts';

/** What a type declares, with the file that it is in. */
export interface Declared {
  readonly module: SourceFile;
  readonly node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.TypeLiteralNode;
}

/** How many types lead to each other that are followed. */
export const DEPTH = 8;

/** What a type annotation names. */
export function declaredBy(
  disk: Disk,
  module: SourceFile,
  type: ts.TypeNode | undefined,
  depth: number,
): Declared | undefined {
  if (!type || depth > DEPTH) return undefined;
  if (ts.isTypeLiteralNode(type)) return { module, node: type };
  const [only, second] = typesIn(type);
  const found = only && !second ? typeDeclarationAt(disk, module, only.typeName) : undefined;
  if (!found) return undefined;
  if (ts.isTypeAliasDeclaration(found.node))
    return declaredBy(disk, found.module, found.node.type, depth + 1);
  const isDeclared = ts.isClassLike(found.node) || ts.isInterfaceDeclaration(found.node);
  return isDeclared ? { module: found.module, node: found.node as Declared['node'] } : undefined;
}

/** The names of what a class or an interface extends. */
export function baseNames({ node }: Declared): readonly (ts.Expression | undefined)[] {
  if (ts.isTypeLiteralNode(node)) return [];
  return ts.isClassLike(node)
    ? [baseOf(node)]
    : (node.heritageClauses ?? []).flatMap(({ types }) =>
        types.map(({ expression }) => expression),
      );
}

/** What a class or an interface extends, as far as it is read. */
function basesOf(disk: Disk, of: Declared): readonly Declared[] {
  const { module } = of;
  return baseNames(of).flatMap((name) => {
    const found = name && ts.isIdentifier(name) ? typeDeclarationAt(disk, module, name) : undefined;
    const is = found && (ts.isClassLike(found.node) || ts.isInterfaceDeclaration(found.node));
    return is ? [{ module: found.module, node: found.node as Declared['node'] }] : [];
  });
}

interface Member {
  readonly module: SourceFile;
  readonly node: ts.ClassElement | ts.TypeElement;
}

/** A member of a type, or of what that extends. */
function memberOf(disk: Disk, of: Declared, name: string, depth = 0): Member | undefined {
  const all: readonly (ts.ClassElement | ts.TypeElement)[] = [...of.node.members];
  const node = all.find((each) => each.name?.getText() === name);
  if (node) return { module: of.module, node };
  if (depth > DEPTH) return undefined;
  for (const base of basesOf(disk, of)) {
    const found = memberOf(disk, base, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

const annotated = (node: ts.Node): ts.TypeNode | undefined =>
  ts.isPropertySignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isVariableDeclaration(node) ||
  ts.isGetAccessor(node)
    ? node.type
    : undefined;

/** The type of a name, as the code around it declares it. */
function typeOfName(disk: Disk, module: SourceFile, node: ts.Identifier, depth: number) {
  const own = declarationAround(node);
  if (!own) return undefined;
  if (!ts.isBindingElement(own)) {
    const value = ts.isVariableDeclaration(own) ? own.initializer : undefined;
    return (
      declaredBy(disk, module, own.type, depth) ?? (value && typeOf(disk, module, value, depth + 1))
    );
  }
  const { parent: pattern } = own;
  if (!ts.isObjectBindingPattern(pattern) || ts.isBindingElement(pattern.parent)) return undefined;
  const of = declaredBy(disk, module, pattern.parent.type, depth);
  return of && typeOfMember(disk, of, (own.propertyName ?? own.name).getText(), depth);
}

function typeOfMember(disk: Disk, of: Declared, name: string, depth: number): Declared | undefined {
  const found = memberOf(disk, of, name);
  return found && declaredBy(disk, found.module, annotated(found.node), depth + 1);
}

/** The type of a field of the class around: declared there, or as a parameter of its constructor. */
function typeOfField(
  disk: Disk,
  module: SourceFile,
  node: ts.PropertyAccessExpression,
  depth: number,
) {
  const owner = classAround(node);
  const name = node.name.text;
  if (!owner) return undefined;
  const parameter = constructorOf(owner)?.parameters.find((each) => each.name.getText() === name);
  return (
    typeOfMember(disk, { module, node: owner }, name, depth) ??
    declaredBy(disk, module, parameter?.type, depth)
  );
}

/** What the type of an expression declares, as far as it is written out. */
export function typeOf(
  disk: Disk,
  module: SourceFile,
  node: ts.Expression,
  depth = 0,
): Declared | undefined {
  if (depth > DEPTH) return undefined;
  if (ts.isIdentifier(node)) return typeOfName(disk, module, node, depth);
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword)
      return typeOfField(disk, module, node, depth);
    const of = typeOf(disk, module, node.expression, depth + 1);
    return of && typeOfMember(disk, of, node.name.text, depth);
  }
  const isFallback =
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  if (isFallback) return typeOf(disk, module, node.left, depth + 1);
  return ts.isNonNullExpression(node)
    ? typeOf(disk, module, node.expression, depth + 1)
    : undefined;
}

/** The class of the library that a type is, or that its class extends. */
function libraryClass(disk: Disk, module: SourceFile, type: ts.TypeNode | undefined) {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined;
  const { typeName } = type;
  return ts.isIdentifier(typeName)
    ? chainOf(disk, module, typeName).end
    : resolve(module.imports, typeName);
}

function isScope(disk: Disk, module: SourceFile, { type }: ts.ParameterDeclaration): boolean {
  const of = libraryClass(disk, module, type);
  return of !== undefined && (of.module === 'constructs' || isLibrary(of));
}

const isText = ({ type }: ts.ParameterDeclaration) => type?.kind === ts.SyntaxKind.StringKeyword;

const isStatic = (node: ts.Node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false);

/** The method that a class of a package has by itself, or an object of it: `Monitored.create`, not `Queue.fromArn`. */
function ownMethod(disk: Disk, module: SourceFile, node: ts.PropertyAccessExpression) {
  const { expression, name } = node;
  if (!ts.isIdentifier(expression) || /^from[A-Z]/.test(name.text)) return undefined;
  if (declarationAround(expression)) return undefined;
  const found = declarationAt(disk, module, expression);
  if (!found || !isPackaged(found)) return undefined;
  if (ts.isClassLike(found.node)) {
    const method = memberOf(disk, { module: found.module, node: found.node }, name.text);
    return method && isStatic(method.node) ? method : undefined;
  }
  const value = ts.isVariableDeclaration(found.node) ? found.node.type : undefined;
  const of = declaredBy(disk, found.module, value, 0);
  return of && memberOf(disk, of, name.text);
}

function methodAt(disk: Disk, module: SourceFile, node: ts.PropertyAccessExpression) {
  const own = ownMethod(disk, module, node);
  if (own) return own;
  const of = typeOf(disk, module, node.expression);
  const method = of && memberOf(disk, of, node.name.text);
  return method && !isStatic(method.node) ? method : undefined;
}

/**
 * The class of the library that a call makes something of, where only the declaration of its method is known:
 * `abstract createFunction(scope: Construct, id: string): Function`.
 */
export function madeByDeclaration(
  disk: Disk,
  module: SourceFile,
  { expression, arguments: given }: ts.CallExpression,
): Export | undefined {
  if (!ts.isPropertyAccessExpression(expression) || given.length < 2) return undefined;
  const method = methodAt(disk, module, expression);
  const node = method?.node;
  if (!node || !(ts.isMethodSignature(node) || ts.isMethodDeclaration(node))) return undefined;
  const [scope, id] = node.parameters;
  const isMaking = scope && id && isScope(disk, method.module, scope) && isText(id);
  const isWithoutBody = ts.isMethodSignature(node) || !node.body;
  return isMaking && isWithoutBody ? libraryClass(disk, method.module, node.type) : undefined;
}
