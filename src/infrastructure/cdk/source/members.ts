import { ts } from 'ts-morph';
import { type Export, resolve } from '../../../editors/cdk/syntax/imports.ts';
import type { ClassDeclaration } from './classes.ts';

/** A public field or getter that an installed declaration has. */
export interface PackageMember {
  readonly name: string;
  /** Its type, as the declaration imports it. */
  readonly of: Export;
  /** Set where it may be undefined. */
  readonly isOptional: boolean;
}

const isPublic = (node: ts.ClassElement) => {
  const modifiers = (ts.canHaveModifiers(node) && ts.getModifiers(node)) || [];
  return !modifiers.some(
    ({ kind }) =>
      kind === ts.SyntaxKind.PrivateKeyword ||
      kind === ts.SyntaxKind.ProtectedKeyword ||
      kind === ts.SyntaxKind.StaticKeyword,
  );
};

/** The types of `A | undefined` that are named. */
export const typesIn = (node: ts.TypeNode): readonly ts.TypeReferenceNode[] => {
  if (ts.isTypeReferenceNode(node)) return [node];
  return ts.isUnionTypeNode(node) ? node.types.flatMap(typesIn) : [];
};

/** The public members of a class whose type is a class of another module. */
export function membersOf({ module, node }: ClassDeclaration): readonly PackageMember[] {
  return node.members.flatMap((each): PackageMember[] => {
    const isField = ts.isPropertyDeclaration(each) || ts.isGetAccessor(each);
    if (!isField || !each.type || !isPublic(each) || ts.isPrivateIdentifier(each.name)) return [];
    const [type, second] = typesIn(each.type);
    const of = type && !second && resolve(module.imports, type.typeName);
    const isOptional =
      (ts.isPropertyDeclaration(each) && each.questionToken !== undefined) ||
      ts.isUnionTypeNode(each.type);
    return of ? [{ name: each.name.getText(), of, isOptional }] : [];
  });
}
