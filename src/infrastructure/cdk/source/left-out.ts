import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { typeDeclarationAt } from './declarations.ts';
import type { SourceFile } from './files.ts';
import { declarationAround } from './named.ts';
import { baseNames, DEPTH, type Declared, declaredBy, typeOf } from './types.ts';

/** The properties of `StackProps`: a stack that takes no more than those is given none of any other name. */
export const OF_STACK =
  /^(analyticsReporting|crossRegionReferences|description|env|notificationArns|permissionsBoundary|propertyInjectors|stackName|suppressTemplateIndentation|synthesizer|tags|terminationProtection)$/;

const isPlainStack = (module: SourceFile, type: ts.Node, name: string) => {
  const of = resolve(module.imports, type);
  return of?.name === 'StackProps' && isLibrary(of) && !OF_STACK.test(name);
};

/** Whether a type is read as a whole, with all that it extends, and does not declare a property. */
function lacks(disk: Disk, of: Declared, name: string, depth = 0): boolean {
  const { module, node } = of;
  if (ts.isClassLike(node) || depth > DEPTH || node.members.some(ts.isIndexSignatureDeclaration))
    return false;
  if (node.members.some((each) => each.name?.getText() === name)) return false;
  return baseNames(of).every((base) => {
    if (base && isPlainStack(module, base, name)) return true;
    const found = base && ts.isIdentifier(base) && typeDeclarationAt(disk, module, base);
    return (
      found &&
      ts.isInterfaceDeclaration(found.node) &&
      lacks(disk, { module: found.module, node: found.node }, name, depth + 1)
    );
  });
}

/** The same of a type as it is written: `StackProps & Settings`. */
function typeLacks(disk: Disk, module: SourceFile, type: ts.TypeNode, name: string): boolean {
  if (ts.isIntersectionTypeNode(type))
    return type.types.every((each) => typeLacks(disk, module, each, name));
  const of = declaredBy(disk, module, type, 0);
  if (of) return lacks(disk, of, name);
  if (!ts.isTypeReferenceNode(type)) return false;
  if (isPlainStack(module, type.typeName, name)) return true;
  const alias = typeDeclarationAt(disk, module, type.typeName);
  const is = alias && ts.isTypeAliasDeclaration(alias.node) && !type.typeArguments;
  return is
    ? typeLacks(disk, alias.module, (alias.node as ts.TypeAliasDeclaration).type, name)
    : false;
}

/** Whether the declared type of an expression says that it has no such property. */
export function isWithout(
  disk: Disk,
  module: SourceFile,
  node: ts.Expression,
  name: string,
): boolean {
  const own = ts.isIdentifier(node) ? declarationAround(node) : undefined;
  if (own && !ts.isBindingElement(own) && own.type) return typeLacks(disk, module, own.type, name);
  const of = typeOf(disk, module, node);
  return of !== undefined && lacks(disk, of, name);
}
