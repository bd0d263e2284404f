import { ts } from 'ts-morph';
import type { Span } from '../../../core/record.ts';
import { boundNames, isMember } from '../syntax/names.ts';
import type { Located, Module } from './locate.ts';

/** A name whose declaration is removed, and the code in which it could be used. */
interface Name {
  readonly text: string;
  readonly scope: ts.Node;
  readonly isField: boolean;
}

const fieldOf = (text: string) => /^this\.([#\w$]+)$/.exec(text)?.[1];

function assignedField(node: ts.Node): string | undefined {
  const assigned = ts.isExpressionStatement(node) ? node.expression : undefined;
  return assigned && ts.isBinaryExpression(assigned) ? fieldOf(assigned.left.getText()) : undefined;
}

/** The names that something declares which others may use. */
export function namesOf(
  { source }: Module,
  { insertion, node, binding }: Located,
): readonly Name[] {
  const [kind, , own = ''] = insertion.at;
  const field = kind === 'member' ? own : (fieldOf(own) ?? assignedField(node));
  if (field !== undefined) return [{ text: field, scope: source.file, isField: true }];
  const name = (text: string): Name => ({ text, scope: node.parent, isField: false });
  if (binding) return [{ ...name(binding.local), scope: source.file }];
  if (kind === 'name') return [name(own)];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap((each) => boundNames(each.name)).map(name);
}

const isInside = (at: number, holes: readonly Span[]) =>
  holes.some(({ start, end }) => start <= at && at < end);

const isField = (node: ts.Node, text: string) =>
  ts.isPropertyAccessExpression(node) && node.name.text === text;

const isAssigned = ({ parent }: ts.Node) =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** Where a name is used outside of what is removed. */
export function usesOf(
  { source, imports }: Module,
  { text, scope, isField: isOfClass }: Name,
  going: readonly Span[],
): readonly ts.Node[] {
  const imported = imports.map(({ statement }) => statement);
  const isUse = (node: ts.Node) => {
    if (isOfClass)
      return (
        isField(node, text) &&
        !(isAssigned(node) && (node.parent as ts.BinaryExpression).left === node)
      );
    if (!ts.isIdentifier(node) || node.text !== text || isMember(node)) return false;
    if (node.getStart() < scope.getStart() || node.end > scope.end) return false;
    return !imported.some((each) => each.pos <= node.pos && node.end <= each.end);
  };
  const isDeclared = ({ parent }: ts.Node) =>
    (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) && !isOfClass;
  return source.nodes.filter(
    (node) =>
      isUse(node) &&
      !isInside(node.getStart(), going) &&
      !(isDeclared(node) && (node.parent as ts.VariableDeclaration).name === node),
  );
}
